/** Tests of time budgets. */
@NullMarked
package dev.waybill.common.time;

import org.jspecify.annotations.NullMarked;
