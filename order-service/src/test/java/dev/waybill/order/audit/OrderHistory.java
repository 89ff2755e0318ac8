package dev.waybill.order.audit;

import static dev.waybill.order.domain.OrderFixtures.TIMES;

import dev.waybill.common.command.RowCache;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Decision;
import dev.waybill.order.domain.OrderBook;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderState;
import dev.waybill.order.domain.OrderState.VisibleState;
import dev.waybill.order.domain.OrderStore.DueWork;
import dev.waybill.order.domain.StoredStates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A minimal in-memory model of a store: it keeps what commands decide, with a clock that tests set.
 */
public final class OrderHistory {

  private Instant now = StoredStates.NOW;

  private final Map<OrderId, ClaimedOrder> orders = new HashMap<>();
  private final List<OrderEvent> events = new ArrayList<>();

  /** Moves the clock forward. */
  public void pass(Duration time) {
    now = now.plus(time);
  }

  public Map<OrderId, ClaimedOrder> orders() {
    return Map.copyOf(orders);
  }

  public List<OrderEvent> events() {
    return List.copyOf(events);
  }

  public Optional<ClaimedOrder> find(OrderId id) {
    return Optional.ofNullable(orders.get(id));
  }

  /** Returns what a store returns for the command. */
  public <R> R apply(OrderCommand<R> command) {
    OrderBook book = new OrderBook(TIMES, new RowCache<>(0));
    readNow().forEach(book::load);
    R result = command.decide(book, now);
    store(book.orders().added(), book.orders().changed(), book.events());
    return result;
  }

  /** Returns the decision, or nothing if no workflow may send the command. */
  public Optional<Decision> attempt(OrderCommand<?> command) {
    try {
      return Optional.of(applyAll(List.of(command)));
    } catch (IllegalStateException _) {
      return Optional.empty();
    }
  }

  public Decision applyAll(List<OrderCommand<?>> group) {
    Decision decision = Decision.of(readNow(), group, now);
    store(decision.placed(), decision.changed(), decision.events());
    return decision;
  }

  /** Claims a due order as the store does. */
  public void claim(OrderId id, Claim claim) {
    find(id)
        .filter(order -> !VisibleState.of(order.order().state()).isFinal())
        .ifPresent(order -> put(order.claimedBy(claim, now, TIMES)));
  }

  /** Claims all due work as the store does. */
  public List<ClaimedOrder> claimDue(DueWork work, Claim claim) {
    List<ClaimedOrder> due =
        orders.values().stream()
            .filter(
                order -> isWork(work, order.order().state()) && !order.lease().due().isAfter(now))
            .map(order -> order.claimedBy(claim, now, TIMES))
            .toList();
    due.forEach(this::put);
    return due;
  }

  public EventTrail trail(OrderId id) {
    List<EventTrail.Entry> entries = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      OrderEvent event = events.get(i);
      if (event.orderId().equals(id)) {
        entries.add(new EventTrail.Entry(event.version(), i + 1, VisibleState.of(event.state())));
      }
    }
    return new EventTrail(entries);
  }

  private List<ClaimedOrder> readNow() {
    return orders.values().stream()
        .map(order -> new ClaimedOrder(order.order(), order.lease(), now))
        .toList();
  }

  private void store(
      List<ClaimedOrder> placed, List<ClaimedOrder> changed, List<OrderEvent> happened) {
    placed.forEach(this::put);
    changed.forEach(this::put);
    events.addAll(happened);
  }

  private static boolean isWork(DueWork work, OrderState state) {
    return switch (state) {
      case OrderState.Pending _, OrderState.Rejecting _, OrderState.Cancelling _ ->
          work == DueWork.RECOVERY;
      case OrderState.Confirmed _, OrderState.Fulfilling _ -> work == DueWork.FULFILMENT;
      case OrderState.Completed _, OrderState.Rejected _, OrderState.Cancelled _ -> false;
    };
  }

  private void put(ClaimedOrder order) {
    orders.put(order.id(), order);
  }
}
