/** Faults from outside, one kind after another, while clients place orders; run by faults/check. */
@NullMarked
package dev.waybill.system.faults;

import org.jspecify.annotations.NullMarked;
