/** The ways in which infrastructure fails, independent of any transport or database. */
@NullMarked
package dev.waybill.common.failure;

import org.jspecify.annotations.NullMarked;
