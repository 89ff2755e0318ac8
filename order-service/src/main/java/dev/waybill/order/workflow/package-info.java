/** The steps of an order and their compensations, and who takes them when. */
@NullMarked
package dev.waybill.order.workflow;

import org.jspecify.annotations.NullMarked;
