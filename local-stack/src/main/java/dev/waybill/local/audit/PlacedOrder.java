package dev.waybill.local.audit;

import dev.waybill.local.audit.digest.Digest;
import dev.waybill.proto.order.audit.v1.ListDigestsResponse;
import dev.waybill.proto.order.v1.OrderState;

/** An order with who placed it, to compare with what that customer was told. */
record PlacedOrder(String orderId, String customerId, String requestId, OrderState state)
    implements Digest {
  static PlacedOrder of(ListDigestsResponse message) {
    return new PlacedOrder(
        message.getOrderId(), message.getCustomerId(), message.getRequestId(), message.getState());
  }
}
