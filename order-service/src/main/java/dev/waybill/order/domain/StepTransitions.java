package dev.waybill.order.domain;

import org.jspecify.annotations.Nullable;

/** Maps a state and a step to the next state. */
final class StepTransitions {

  private StepTransitions() {}

  /**
   * Returns the state after the step, or null if the order is already past it.
   *
   * @throws IllegalStateException if the state does not allow the step, which is a fault in the
   *     workflow
   */
  static @Nullable OrderState next(OrderState state, OrderCommand.Step step) {
    return switch (state) {
      case OrderState.Pending pending -> fromPending(pending, step);
      case OrderState.Fulfilling fulfilling -> fromFulfilling(fulfilling, step);
      case OrderState.Rejecting rejecting ->
          step instanceof OrderCommand.FinishCompensation ? rejecting.finish() : null;
      case OrderState.Cancelling cancelling ->
          step instanceof OrderCommand.FinishCompensation ? cancelling.finish() : null;
      case OrderState.Confirmed confirmed -> afterDecision(confirmed, step);
      case OrderState.Completed _, OrderState.Rejected _, OrderState.Cancelled _ -> null;
    };
  }

  /**
   * Only a repeated decision finds the order here; all other steps need fulfilment to start first.
   */
  private static @Nullable OrderState afterDecision(
      OrderState.Confirmed confirmed, OrderCommand.Step step) {
    if (step instanceof OrderCommand.Confirm
        || step instanceof OrderCommand.Reject
        || step instanceof OrderCommand.StartRejecting) {
      return null;
    }
    throw illegal(confirmed, step);
  }

  private static OrderState fromPending(OrderState.Pending pending, OrderCommand.Step step) {
    if (step instanceof OrderCommand.Confirm) {
      return pending.confirm();
    }
    if (step instanceof OrderCommand.Reject reject) {
      return pending.reject(reject.reason());
    }
    if (step instanceof OrderCommand.StartRejecting start) {
      return pending.startRejecting(start.reason());
    }
    throw illegal(pending, step);
  }

  private static OrderState fromFulfilling(
      OrderState.Fulfilling fulfilling, OrderCommand.Step step) {
    if (step instanceof OrderCommand.Complete) {
      return fulfilling.complete();
    }
    if (step instanceof OrderCommand.FailFulfilment fail) {
      return fulfilling.fail(fail.reason());
    }
    throw illegal(fulfilling, step);
  }

  private static IllegalStateException illegal(OrderState state, OrderCommand.Step step) {
    return new IllegalStateException(
        "%s is no step for order %s in %s".formatted(step, step.orderId(), state));
  }
}
