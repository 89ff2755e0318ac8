package dev.waybill.order.domain;

/** The result of a command to place an order. */
public sealed interface Placement {

  /**
   * The order is recorded, by this command or an earlier run of it, and the caller owns it. After
   * an earlier run, the order may have moved on.
   */
  record Recorded(ClaimedOrder claimed) implements Placement {}

  /** An earlier command placed this order; that one counts. */
  record Repeated(Order order) implements Placement {}

  /** The request id belongs to an order with different content. */
  record RequestIdReused(OrderId orderId) implements Placement {}
}
