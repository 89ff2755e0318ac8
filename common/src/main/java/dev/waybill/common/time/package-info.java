/** The time that a caller gives to a piece of work. */
@NullMarked
package dev.waybill.common.time;

import org.jspecify.annotations.NullMarked;
