/** Runs the steps of an order and their compensations. */
@NullMarked
package dev.waybill.order.workflow;

import org.jspecify.annotations.NullMarked;
