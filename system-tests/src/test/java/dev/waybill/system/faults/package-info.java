/**
 * Faults from outside, one kind after the other, while clients place orders; run by faults/check.
 */
@NullMarked
package dev.waybill.system.faults;

import org.jspecify.annotations.NullMarked;
