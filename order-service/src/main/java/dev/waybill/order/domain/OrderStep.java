package dev.waybill.order.domain;

import dev.waybill.order.domain.ClaimedOrder.Lease;
import dev.waybill.order.domain.Order.Pricing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change to an order by the owner of its claim, and the rule that decides it. */
public sealed interface OrderStep extends OrderCommand<OrderStep.StepResult> {

  Claim claim();

  /** Stock is held and payment is authorized. */
  record Confirm(OrderId orderId, Claim claim, Pricing pricing) implements OrderStep {}

  /** Inventory refused; nothing is held. */
  record Reject(OrderId orderId, Claim claim, OrderReason reason) implements OrderStep {}

  /** Turns an undecided order back. Compensations may be sent once this is stored. */
  record StartRejecting(OrderId orderId, Claim claim, OrderReason reason) implements OrderStep {}

  /** All compensations of a rejecting or cancelling order are done. */
  record FinishCompensation(OrderId orderId, Claim claim) implements OrderStep {}

  /** Stock is committed and payment is captured. */
  record Complete(OrderId orderId, Claim claim) implements OrderStep {}

  /** Fulfilment found that the stock is gone or the capture was refused. */
  record FailFulfilment(OrderId orderId, Claim claim, OrderReason reason) implements OrderStep {}

  /** Leaves the order alone for a while, because a participant did not answer. */
  record PutOff(OrderId orderId, Claim claim, Duration delay) implements OrderStep {}

  /** Passes the order from one run of work to the next, with a full lease. */
  record TakeOver(OrderId orderId, Claim claim, Claim next) implements OrderStep {}

  @Override
  default StepResult decide(OrderBook book, Instant now) {
    ClaimedOrder stored = book.orders().get(orderId());
    if (stored == null) {
      return new StepResult.NotFound(orderId());
    }
    if (this instanceof TakeOver takeOver && stored.claim().equals(takeOver.next())) {
      return new StepResult.Applied(stored);
    }
    if (!stored.claim().equals(claim())) {
      return new StepResult.Fenced(stored.order());
    }
    return switch (this) {
      case TakeOver takeOver -> hold(book, stored, takenOver(takeOver, stored, book, now));
      case PutOff putOff -> hold(book, stored, stored.lease().putOffTo(now.plus(putOff.delay())));
      case Confirm _,
          Reject _,
          StartRejecting _,
          FinishCompensation _,
          Complete _,
          FailFulfilment _ ->
          advance(book, stored, now);
    };
  }

  private static Lease takenOver(
      TakeOver takeOver, ClaimedOrder stored, OrderBook book, Instant now) {
    return switch (stored.order().state()) {
      case OrderState.Pending _,
          OrderState.Fulfilling _,
          OrderState.Rejecting _,
          OrderState.Cancelling _ ->
          stored.lease().heldBy(takeOver.next(), now.plus(book.times().lease()));
      // The new owner has nothing left to do; fulfilment stays due at the same time.
      case OrderState.Confirmed _,
          OrderState.Completed _,
          OrderState.Rejected _,
          OrderState.Cancelled _ ->
          stored.lease().heldBy(takeOver.next(), stored.lease().due());
    };
  }

  private static StepResult hold(OrderBook book, ClaimedOrder stored, Lease lease) {
    ClaimedOrder held = stored.with(stored.order(), lease);
    book.put(held);
    return new StepResult.Applied(held);
  }

  private StepResult advance(OrderBook book, ClaimedOrder stored, Instant now) {
    Order order = stored.order();
    OrderState next = next(order.state(), this);
    if (next == null) {
      // The claim is ours and the step is done: an earlier run of this command was committed.
      return new StepResult.Applied(stored);
    }
    Order moved =
        (this instanceof Confirm confirm ? order.priced(confirm.pricing()) : order)
            .moveTo(next, now);
    Instant due =
        next instanceof OrderState.Confirmed
            ? now.plus(book.times().fulfilmentDelay())
            : stored.lease().due();
    ClaimedOrder advanced = stored.with(moved, stored.lease().moved(due));
    book.record(advanced, order.correlationId());
    return new StepResult.Applied(advanced);
  }

  /**
   * Returns the state after the step, or null if the order is already past it.
   *
   * @throws IllegalStateException if the state does not allow the step, which is a fault in the
   *     workflow
   */
  private static @Nullable OrderState next(OrderState state, OrderStep step) {
    return switch (state) {
      case OrderState.Pending pending -> fromPending(pending, step);
      case OrderState.Fulfilling fulfilling -> fromFulfilling(fulfilling, step);
      case OrderState.Rejecting rejecting ->
          step instanceof FinishCompensation ? rejecting.finish() : null;
      case OrderState.Cancelling cancelling ->
          step instanceof FinishCompensation ? cancelling.finish() : null;
      case OrderState.Confirmed confirmed -> afterDecision(confirmed, step);
      case OrderState.Completed _, OrderState.Rejected _, OrderState.Cancelled _ -> null;
    };
  }

  /**
   * Only a repeated decision finds the order here; all other steps need fulfilment to start first.
   */
  private static @Nullable OrderState afterDecision(
      OrderState.Confirmed confirmed, OrderStep step) {
    if (step instanceof Confirm || step instanceof Reject || step instanceof StartRejecting) {
      return null;
    }
    throw illegal(confirmed, step);
  }

  private static OrderState fromPending(OrderState.Pending pending, OrderStep step) {
    if (step instanceof Confirm) {
      return pending.confirm();
    }
    if (step instanceof Reject reject) {
      return pending.reject(reject.reason());
    }
    if (step instanceof StartRejecting start) {
      return pending.startRejecting(start.reason());
    }
    throw illegal(pending, step);
  }

  private static OrderState fromFulfilling(OrderState.Fulfilling fulfilling, OrderStep step) {
    if (step instanceof Complete) {
      return fulfilling.complete();
    }
    if (step instanceof FailFulfilment fail) {
      return fulfilling.fail(fail.reason());
    }
    throw illegal(fulfilling, step);
  }

  private static IllegalStateException illegal(OrderState state, OrderStep step) {
    return new IllegalStateException(
        "%s is no step for order %s in %s".formatted(step, step.orderId(), state));
  }

  /** The result of a step by the owner of the order's claim. */
  sealed interface StepResult {

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
}
