package dev.waybill.local.audit.digest;

import com.google.type.Money;
import dev.waybill.local.audit.OrderStates;
import dev.waybill.proto.order.audit.v1.ListDigestsResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;

/**
 * What an audit needs to know about an order.
 *
 * @param total the default instance if the order was never priced
 */
public record OrderDigest(String orderId, OrderState state, Money total) implements Digest {
  public static OrderDigest of(ListDigestsResponse message) {
    return new OrderDigest(message.getOrderId(), message.getState(), message.getTotal());
  }

  public static OrderDigest of(Order order) {
    return new OrderDigest(order.getOrderId(), order.getState(), order.getTotal());
  }

  boolean isFinal() {
    return OrderStates.isFinal(state);
  }
}
