package dev.waybill.order.domain;

/** The result of a step by the owner of the order's claim. */
public sealed interface StepResult {

  /**
   * The step is stored, by this command or an earlier run of it, and the caller owns the order.
   * Continue from the state returned here, which may be beyond that of the step: an owner whose
   * confirmation had an unknown commit finds that confirmation when it tries to reject instead.
   */
  record Applied(ClaimedOrder claimed) implements StepResult {}

  /** The claim was replaced: the writer no longer owns the order and must stop working on it. */
  record Fenced(Order order) implements StepResult {}

  /** There is no such order. */
  record NotFound(OrderId orderId) implements StepResult {}
}
