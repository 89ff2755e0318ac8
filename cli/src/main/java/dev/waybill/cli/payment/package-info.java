/** The commands for payments. */
@NullMarked
package dev.waybill.cli.payment;

import org.jspecify.annotations.NullMarked;
