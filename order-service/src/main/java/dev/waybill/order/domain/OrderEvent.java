package dev.waybill.order.domain;

import dev.waybill.order.domain.OrderState.VisibleState;
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

  /**
   * An event as it was stored.
   *
   * @param position its place in the sequence of all events, in commit order; counts from 1 without
   *     a gap
   */
  public record RecordedEvent(long position, OrderEvent event) {

    /** Whether nothing more can happen to the order. */
    public boolean isLastOfOrder() {
      return VisibleState.of(event.state()).isFinal();
    }
  }
}
