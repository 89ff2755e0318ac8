package dev.waybill.order.domain;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.StoredStates.NOW;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store in a few lines, as a model: what decisions leave behind. */
final class OrderHistory {

  private final Map<OrderId, ClaimedOrder> orders = new HashMap<>();
  private final List<OrderEvent> events = new ArrayList<>();

  Map<OrderId, ClaimedOrder> orders() {
    return Map.copyOf(orders);
  }

  List<OrderEvent> events() {
    return List.copyOf(events);
  }

  Optional<ClaimedOrder> find(OrderId id) {
    return Optional.ofNullable(orders.get(id));
  }

  /** The decision, or nothing where the command is one that no workflow may send. */
  Optional<Decision> apply(OrderCommand command) {
    try {
      return Optional.of(apply(List.of(command)));
    } catch (IllegalStateException _) {
      return Optional.empty();
    }
  }

  Decision apply(List<OrderCommand> group) {
    Decision decision = OrderDecisions.decide(orders, group, NOW, TIMES);
    decision.placed().forEach(this::put);
    decision.changed().forEach(this::put);
    events.addAll(decision.events());
    return decision;
  }

  /** What the store does to an order that is due. */
  void claim(OrderId id, Claim claim) {
    find(id)
        .filter(order -> !VisibleState.of(order.order().state()).isFinal())
        .ifPresent(order -> put(order.claimedBy(claim, NOW, TIMES)));
  }

  EventTrail trail(OrderId id) {
    List<EventTrail.Entry> entries = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      OrderEvent event = events.get(i);
      if (event.orderId().equals(id)) {
        entries.add(new EventTrail.Entry(event.version(), i + 1, VisibleState.of(event.state())));
      }
    }
    return new EventTrail(entries);
  }

  private void put(ClaimedOrder order) {
    orders.put(order.id(), order);
  }
}
