/** Runs the steps of each use case across the card processor and the store. */
@NullMarked
package dev.waybill.payment.workflow;

import org.jspecify.annotations.NullMarked;
