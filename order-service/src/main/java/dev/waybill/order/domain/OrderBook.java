package dev.waybill.order.domain;

import dev.waybill.common.command.Book;
import dev.waybill.common.command.RowCache;
import dev.waybill.common.command.Rows;
import dev.waybill.order.domain.ClaimedOrder.Lease;
import dev.waybill.order.domain.OrderRequest.RequestKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The orders that a group of commands concerns, and the events that their changes produce. */
public final class OrderBook extends Book {
  private final OrderTimes times;
  private final Rows<OrderId, ClaimedOrder> orders;
  private final Rows<RequestKey, OrderId> requests = add(new Rows<>());
  private final List<OrderEvent> events = new ArrayList<>();

  /**
   * Creates an empty book.
   *
   * @param recent keeps orders from one book to the next. The orders of requests are not looked up
   *     there: a request is expected to be new
   */
  public OrderBook(OrderTimes times, RowCache<OrderId, ClaimedOrder> recent) {
    this.times = times;
    this.orders = add(new Rows<>(recent, ClaimedOrder::readAt));
  }

  /** Adds an order as it is stored and locked. */
  public void load(ClaimedOrder order) {
    orders.load(order.id(), order);
    requests.load(order.order().request().key(), order.id());
  }

  /** The orders by id. */
  public Rows<OrderId, ClaimedOrder> orders() {
    return orders;
  }

  /**
   * The order that each request has placed. A command that places an order looks it up by request,
   * not by order id, because the id also depends on the content.
   */
  public Rows<RequestKey, OrderId> requests() {
    return requests;
  }

  /** The events in the order in which they happened. */
  public List<OrderEvent> events() {
    return Collections.unmodifiableList(events);
  }

  /** Claims every loaded order, because it is due. */
  public List<ClaimedOrder> claimAll(Claim claim, Instant now) {
    List<ClaimedOrder> claimed =
        orders.stored().stream().map(order -> order.claimedBy(claim, now, times)).toList();
    claimed.forEach(this::put);
    return claimed;
  }

  OrderTimes times() {
    return times;
  }

  /** The lease of an owner that begins to work on an order now. */
  Lease newLease(Claim claim, Instant now) {
    return new Lease(claim, now.plus(times.lease()), 0);
  }

  @Nullable ClaimedOrder placedBy(RequestKey request) {
    OrderId id = requests.get(request);
    return id == null ? null : orders.get(id);
  }

  /** Stores a change that callers do not see and that has no event. */
  void put(ClaimedOrder order) {
    orders.put(order.id(), order);
  }

  /**
   * Stores the order and an event for its new state, caused by the call with this correlation id.
   */
  void record(ClaimedOrder order, String correlationId) {
    put(order);
    events.add(OrderEvent.of(order.order(), correlationId));
  }

  void recordNew(ClaimedOrder order, String correlationId) {
    requests.put(order.order().request().key(), order.id());
    record(order, correlationId);
  }
}
