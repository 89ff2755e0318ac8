package dev.waybill.order.workflow;

import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderId;

/** What became of a request to place an order. */
public sealed interface PlaceResult {

  /** The order is recorded, now or by an earlier request, and stands as it is here. */
  record Placed(Order order) implements PlaceResult {}

  /** The customer used the request id for another content. */
  record RequestIdReused(OrderId orderId) implements PlaceResult {}
}
