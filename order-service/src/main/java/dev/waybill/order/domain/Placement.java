package dev.waybill.order.domain;

/** What became of an intent to place an order. */
public sealed interface Placement {

  /**
   * The order is recorded, now or by an earlier run of the same command, and the caller owns it.
   * After an earlier run it may have gone on since.
   */
  record Recorded(ClaimedOrder claimed) implements Placement {}

  /** Somebody placed this order before; theirs counts. */
  record Repeated(Order order) implements Placement {}

  /** The request id belongs to an order with another content. */
  record RequestIdReused(OrderId orderId) implements Placement {}
}
