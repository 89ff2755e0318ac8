package dev.waybill.order.domain;

import java.time.Instant;

/** One change of an order's state; version 1 is its placing. */
public record OrderEvent(
    OrderId orderId,
    long version,
    String customerId,
    OrderState state,
    Instant time,
    String correlationId) {

  /** The event for the order's current state, caused by the call with this correlation id. */
  static OrderEvent of(Order order, String correlationId) {
    return new OrderEvent(
        order.id(),
        order.version(),
        order.request().customerId(),
        order.state(),
        order.updateTime(),
        correlationId);
  }
}
