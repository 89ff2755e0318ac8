package dev.waybill.order.domain;

import dev.waybill.common.command.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The orders that a group of commands is about, and the events that their changes make. */
public final class OrderBook {
  private final OrderTimes times;
  private final Rows<OrderId, ClaimedOrder> orders = new Rows<>();
  private final Rows<RequestKey, OrderId> requests = new Rows<>();
  private final List<OrderEvent> events = new ArrayList<>();

  public OrderBook(OrderTimes times) {
    this.times = times;
  }

  /** Takes an order as it is stored and locked. */
  public void load(ClaimedOrder order) {
    orders.load(order.id(), order);
    requests.load(order.order().request().key(), order.id());
  }

  /** By their ids. */
  public Rows<OrderId, ClaimedOrder> orders() {
    return orders;
  }

  /**
   * Which order a request has placed. Who places an order asks by this and not by the order's id,
   * in which the content has a part.
   */
  public Rows<RequestKey, OrderId> requests() {
    return requests;
  }

  /** In the order in which they happened. */
  public List<OrderEvent> events() {
    return Collections.unmodifiableList(events);
  }

  /** Claims every order that was loaded, because it is due. */
  public List<ClaimedOrder> claimAll(Claim claim, Instant now) {
    List<ClaimedOrder> claimed =
        orders.stored().stream().map(order -> order.claimedBy(claim, now, times)).toList();
    claimed.forEach(this::put);
    return claimed;
  }

  OrderTimes times() {
    return times;
  }

  @Nullable ClaimedOrder placedBy(RequestKey request) {
    OrderId id = requests.get(request);
    return id == null ? null : orders.get(id);
  }

  /** Stores what callers do not see: nothing happened to the order. */
  void put(ClaimedOrder order) {
    orders.put(order.id(), order);
  }

  /** Stores the order, which came to its state by the call of this correlation id. */
  void record(ClaimedOrder order, String correlationId) {
    put(order);
    events.add(OrderEvent.of(order.order(), correlationId));
  }

  void recordNew(ClaimedOrder order, String correlationId) {
    requests.put(order.order().request().key(), order.id());
    record(order, correlationId);
  }
}
