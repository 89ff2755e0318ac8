package dev.waybill.order.domain;

import java.time.Instant;

/** Decides what each command does to an order, given the outcome of the commands before it. */
record OrderRules(OrderBook book, Instant now) {

  Placement place(OrderCommand.Place place) {
    ClaimedOrder stored = book.placedBy(place.request().key());
    if (stored == null) {
      ClaimedOrder fresh = new ClaimedOrder(Order.placed(place, now), lease(place.claim()), now);
      book.recordNew(fresh, place.correlationId());
      return new Placement.Recorded(fresh);
    }
    if (!stored.order().contentHash().equals(place.request().contentHash())) {
      return new Placement.RequestIdReused(stored.id());
    }
    // Our own claim: this same command was committed, but we did not learn of it.
    return stored.claim().equals(place.claim())
        ? new Placement.Recorded(stored)
        : new Placement.Repeated(stored.order());
  }

  Cancellation cancel(OrderCommand.Cancel cancel) {
    ClaimedOrder stored = book.orders().get(cancel.orderId());
    if (stored == null) {
      return new Cancellation.NotFound(cancel.orderId());
    }
    Reason reason = Reason.of(ReasonCode.CANCELLED_BY_REQUEST);
    return switch (stored.order().state()) {
      case OrderState.Pending pending -> turn(cancel, stored, pending.cancel(reason));
      case OrderState.Confirmed confirmed -> turn(cancel, stored, confirmed.cancel(reason));
      case OrderState.Cancelling _, OrderState.Cancelled _ ->
          stored.claim().equals(cancel.claim())
              ? new Cancellation.Turned(stored)
              : new Cancellation.Repeated(stored.order());
      case OrderState.Fulfilling _,
          OrderState.Completed _,
          OrderState.Rejecting _,
          OrderState.Rejected _ ->
          new Cancellation.TooLate(stored.order());
    };
  }

  private Cancellation turn(
      OrderCommand.Cancel cancel, ClaimedOrder stored, OrderState.Cancelling next) {
    ClaimedOrder turned = stored.with(stored.order().moveTo(next, now), lease(cancel.claim()));
    book.record(turned, cancel.correlationId());
    return new Cancellation.Turned(turned);
  }

  StepResult step(OrderCommand.Step step) {
    ClaimedOrder stored = book.orders().get(step.orderId());
    if (stored == null) {
      return new StepResult.NotFound(step.orderId());
    }
    if (step instanceof OrderCommand.TakeOver takeOver && stored.claim().equals(takeOver.next())) {
      return new StepResult.Applied(stored);
    }
    if (!stored.claim().equals(step.claim())) {
      return new StepResult.Fenced(stored.order());
    }
    return switch (step) {
      case OrderCommand.TakeOver takeOver -> hold(stored, takenOver(takeOver, stored));
      case OrderCommand.PutOff putOff ->
          hold(stored, stored.lease().putOffTo(now.plus(putOff.delay())));
      case OrderCommand.Confirm _,
          OrderCommand.Reject _,
          OrderCommand.StartRejecting _,
          OrderCommand.FinishCompensation _,
          OrderCommand.Complete _,
          OrderCommand.FailFulfilment _ ->
          advance(step, stored);
    };
  }

  private Lease takenOver(OrderCommand.TakeOver takeOver, ClaimedOrder stored) {
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

  private StepResult hold(ClaimedOrder stored, Lease lease) {
    ClaimedOrder held = stored.with(stored.order(), lease);
    book.put(held);
    return new StepResult.Applied(held);
  }

  private StepResult advance(OrderCommand.Step step, ClaimedOrder stored) {
    Order order = stored.order();
    OrderState next = StepTransitions.next(order.state(), step);
    if (next == null) {
      // The claim is ours and the step is done: an earlier run of this command was committed.
      return new StepResult.Applied(stored);
    }
    Order moved =
        (step instanceof OrderCommand.Confirm confirm ? order.priced(confirm.pricing()) : order)
            .moveTo(next, now);
    Instant due =
        next instanceof OrderState.Confirmed
            ? now.plus(book.times().fulfilmentDelay())
            : stored.lease().due();
    ClaimedOrder advanced = stored.with(moved, stored.lease().moved(due));
    book.record(advanced, order.correlationId());
    return new StepResult.Applied(advanced);
  }

  private Lease lease(Claim claim) {
    return new Lease(claim, now.plus(book.times().lease()), 0);
  }
}
