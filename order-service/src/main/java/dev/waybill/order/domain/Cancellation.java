package dev.waybill.order.domain;

/** The result of a command to cancel an order. */
public sealed interface Cancellation {

  /**
   * The order is being cancelled, because of this command or an earlier run of it, and the caller
   * owns it.
   */
  record Turned(ClaimedOrder claimed) implements Cancellation {}

  /** An earlier command already cancelled the order. */
  record Repeated(Order order) implements Cancellation {}

  /** The order can no longer be cancelled. */
  record TooLate(Order order) implements Cancellation {}

  /** There is no such order. */
  record NotFound(OrderId orderId) implements Cancellation {}
}
