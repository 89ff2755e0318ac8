/** Tests of services that stay up. */
@NullMarked
package dev.waybill.cli.contracts;

import org.jspecify.annotations.NullMarked;
