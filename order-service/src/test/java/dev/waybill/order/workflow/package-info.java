/** Tests of the steps of an order. */
@NullMarked
package dev.waybill.order.workflow;

import org.jspecify.annotations.NullMarked;
