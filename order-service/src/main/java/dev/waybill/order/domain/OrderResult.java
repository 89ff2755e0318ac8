package dev.waybill.order.domain;

/** What became of a command. */
public sealed interface OrderResult {

  /**
   * The command is stored, now or by an earlier run of the same command, and the caller owns the
   * order. It goes on from the state answered here, which may be beyond that of the command: a
   * confirmation whose commit stayed unknown is found when its owner tries to reject instead.
   */
  record Applied(ClaimedOrder claimed) implements OrderResult {}

  /** Somebody placed or cancelled this order before; theirs counts. */
  record Repeated(Order order) implements OrderResult {}

  /** The request id belongs to an order with another content. */
  record RequestIdReused(OrderId orderId) implements OrderResult {}

  /** The claim was replaced: the writer no longer owns the order and must let go of it. */
  record Fenced(Order order) implements OrderResult {}

  /** It is too late to cancel the order. */
  record TooLateToCancel(Order order) implements OrderResult {}

  /** There is no such order. */
  record NotFound(OrderId orderId) implements OrderResult {}
}
