package dev.waybill.order.domain;

/** What became of the wish to cancel an order. */
public sealed interface Cancellation {

  /**
   * The order was turned towards cancellation, now or by an earlier run of the same command, and
   * the caller owns it.
   */
  record Turned(ClaimedOrder claimed) implements Cancellation {}

  /** Somebody cancelled the order before. */
  record Repeated(Order order) implements Cancellation {}

  /** The order can no longer be cancelled. */
  record TooLate(Order order) implements Cancellation {}

  /** There is no such order. */
  record NotFound(OrderId orderId) implements Cancellation {}
}
