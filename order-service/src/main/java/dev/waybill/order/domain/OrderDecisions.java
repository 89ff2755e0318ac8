package dev.waybill.order.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides a group of commands one after the other, each on the outcome of those before it.
 *
 * <p>Pure: it reads nothing but what it is given, and its {@link Decision} is the only effect.
 */
public final class OrderDecisions {

  private final Map<OrderId, ClaimedOrder> orders;
  private final Map<RequestKey, OrderId> requests = new HashMap<>();
  private final Instant now;
  private final OrderTimes times;
  private final Set<OrderId> placed = new LinkedHashSet<>();
  private final Set<OrderId> changed = new LinkedHashSet<>();
  private final List<OrderEvent> events = new ArrayList<>();

  private OrderDecisions(Map<OrderId, ClaimedOrder> stored, Instant now, OrderTimes times) {
    this.orders = new LinkedHashMap<>(stored);
    this.now = now;
    this.times = times;
    stored.values().forEach(order -> requests.put(order.order().request().key(), order.id()));
  }

  /**
   * Decides the commands in their order.
   *
   * @param stored the orders that the commands name by id or, to place them, by request, as far as
   *     they exist, locked
   * @param now the database's clock, read after the locks were taken
   */
  public static Decision decide(
      Map<OrderId, ClaimedOrder> stored,
      List<? extends OrderCommand> commands,
      Instant now,
      OrderTimes times) {
    OrderDecisions decisions = new OrderDecisions(stored, now, times);
    List<OrderResult> results = commands.stream().map(decisions::decide).toList();
    return new Decision(
        results,
        decisions.current(decisions.placed),
        decisions.current(decisions.changed),
        List.copyOf(decisions.events));
  }

  private OrderResult decide(OrderCommand command) {
    ClaimedOrder stored = orders.get(command.orderId());
    return switch (command) {
      case OrderCommand.Place place -> place(place, storedFor(place));
      case OrderCommand.Cancel cancel -> cancel(cancel, stored);
      case OrderCommand.Step step when stored == null -> new OrderResult.NotFound(step.orderId());
      case OrderCommand.Step step -> step(step, stored);
    };
  }

  /** By the request and not by the order's id, in which the content has a part. */
  private @Nullable ClaimedOrder storedFor(OrderCommand.Place place) {
    OrderId id = requests.get(place.request().key());
    return id == null ? null : orders.get(id);
  }

  private OrderResult place(OrderCommand.Place place, @Nullable ClaimedOrder stored) {
    if (stored == null) {
      Order order = Order.placed(place, now);
      Lease lease = new Lease(place.claim(), now.plus(times.lease()), 0);
      ClaimedOrder fresh = new ClaimedOrder(order, lease, now);
      placed.add(order.id());
      requests.put(place.request().key(), order.id());
      record(fresh, place.correlationId());
      return new OrderResult.Applied(fresh);
    }
    if (!stored.order().contentHash().equals(place.request().contentHash())) {
      return new OrderResult.RequestIdReused(stored.id());
    }
    // Our own claim: this very command had been committed, though nobody could tell us so.
    return stored.claim().equals(place.claim())
        ? new OrderResult.Applied(stored)
        : new OrderResult.Repeated(stored.order());
  }

  private OrderResult cancel(OrderCommand.Cancel cancel, @Nullable ClaimedOrder stored) {
    if (stored == null) {
      return new OrderResult.NotFound(cancel.orderId());
    }
    Reason reason = Reason.of(ReasonCode.CANCELLED_BY_REQUEST);
    return switch (stored.order().state()) {
      case OrderState.Pending pending -> turn(cancel, stored, pending.cancel(reason));
      case OrderState.Confirmed confirmed -> turn(cancel, stored, confirmed.cancel(reason));
      case OrderState.Cancelling _, OrderState.Cancelled _ ->
          stored.claim().equals(cancel.claim())
              ? new OrderResult.Applied(stored)
              : new OrderResult.Repeated(stored.order());
      case OrderState.Fulfilling _,
          OrderState.Completed _,
          OrderState.Rejecting _,
          OrderState.Rejected _ ->
          new OrderResult.TooLateToCancel(stored.order());
    };
  }

  private OrderResult turn(
      OrderCommand.Cancel cancel, ClaimedOrder stored, OrderState.Cancelling next) {
    Lease lease = new Lease(cancel.claim(), now.plus(times.lease()), 0);
    return store(stored.with(stored.order().moveTo(next, now), lease), cancel.correlationId());
  }

  private OrderResult step(OrderCommand.Step step, ClaimedOrder stored) {
    if (step instanceof OrderCommand.TakeOver takeOver && stored.claim().equals(takeOver.next())) {
      return new OrderResult.Applied(stored);
    }
    if (!stored.claim().equals(step.claim())) {
      return new OrderResult.Fenced(stored.order());
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
          stored.lease().heldBy(takeOver.next(), now.plus(times.lease()));
      // Nothing is left to do for the new owner: the fulfilment stays due when it was.
      case OrderState.Confirmed _,
          OrderState.Completed _,
          OrderState.Rejected _,
          OrderState.Cancelled _ ->
          stored.lease().heldBy(takeOver.next(), stored.lease().due());
    };
  }

  private OrderResult advance(OrderCommand.Step step, ClaimedOrder stored) {
    OrderState next = StepTransitions.next(stored.order().state(), step);
    if (next == null) {
      // The claim is ours and the step is behind us: an earlier run of this command was committed.
      return new OrderResult.Applied(stored);
    }
    Order order = stored.order();
    Order moved =
        (step instanceof OrderCommand.Confirm confirm ? order.priced(confirm.pricing()) : order)
            .moveTo(next, now);
    Instant due =
        next instanceof OrderState.Confirmed
            ? now.plus(times.fulfilmentDelay())
            : stored.lease().due();
    return store(stored.with(moved, stored.lease().moved(due)), order.correlationId());
  }

  private OrderResult store(ClaimedOrder next, String correlationId) {
    record(next, correlationId);
    markChanged(next.id());
    return new OrderResult.Applied(next);
  }

  private OrderResult hold(ClaimedOrder stored, Lease lease) {
    ClaimedOrder next = stored.with(stored.order(), lease);
    orders.put(next.id(), next);
    markChanged(next.id());
    return new OrderResult.Applied(next);
  }

  private void record(ClaimedOrder next, String correlationId) {
    Order order = next.order();
    orders.put(order.id(), next);
    events.add(new OrderEvent(order.id(), order.version(), order.state(), now, correlationId));
  }

  /** What is placed in this group is inserted as the group leaves it. */
  private void markChanged(OrderId id) {
    if (!placed.contains(id)) {
      changed.add(id);
    }
  }

  private List<ClaimedOrder> current(Set<OrderId> ids) {
    return ids.stream().map(orders::get).toList();
  }
}
