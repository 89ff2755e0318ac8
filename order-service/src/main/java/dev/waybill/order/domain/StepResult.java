package dev.waybill.order.domain;

/** What became of a step by whoever held the order's claim. */
public sealed interface StepResult {

  /**
   * The step is stored, now or by an earlier run of the same command, and the caller owns the
   * order. It goes on from the state answered here, which may be beyond that of the step: a
   * confirmation whose commit stayed unknown is found when its owner tries to reject instead.
   */
  record Applied(ClaimedOrder claimed) implements StepResult {}

  /** The claim was replaced: the writer no longer owns the order and must let go of it. */
  record Fenced(Order order) implements StepResult {}

  /** There is no such order. */
  record NotFound(OrderId orderId) implements StepResult {}
}
