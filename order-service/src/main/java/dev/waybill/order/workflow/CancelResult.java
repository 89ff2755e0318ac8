package dev.waybill.order.workflow;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderId;

/** The result of a request to cancel an order. */
public sealed interface CancelResult {

  /** The order is cancelled or being cancelled, by this request or an earlier one. */
  record Cancelled(Order order) implements CancelResult {}

  /** The order can no longer be cancelled. */
  record TooLate(Order order) implements CancelResult {}

  /** There is no such order. */
  record NotFound(OrderId orderId) implements CancelResult {}
}
