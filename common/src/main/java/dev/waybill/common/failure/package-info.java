/** The ways in which infrastructure fails, free of any transport or database. */
@NullMarked
package dev.waybill.common.failure;

import org.jspecify.annotations.NullMarked;
