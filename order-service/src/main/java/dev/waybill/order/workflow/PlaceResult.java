package dev.waybill.order.workflow;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderId;

/** The result of a request to place an order. */
public sealed interface PlaceResult {

  /** The order is recorded, by this request or an earlier one; this is its current state. */
  record Placed(Order order) implements PlaceResult {}

  /** The customer used the request id for different content. */
  record RequestIdReused(OrderId orderId) implements PlaceResult {}
}
