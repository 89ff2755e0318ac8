package dev.waybill.order.feed;

import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.domain.OrderEvents.EventRead;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderState;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An in-memory list of events that a test fills; counts its reads and can simulate an outage. */
final class ListedEvents implements OrderEvents {

  final AtomicInteger reads = new AtomicInteger();
  volatile boolean out;
  private final List<RecordedEvent> events = new CopyOnWriteArrayList<>();

  /** Adds the first event of an order. */
  RecordedEvent add(OrderId orderId, String customerId) {
    OrderEvent event =
        new OrderEvent(orderId, 1, customerId, new OrderState.Pending(), Instant.EPOCH, "c");
    RecordedEvent recorded = new RecordedEvent(events.size() + 1L, event);
    events.add(recorded);
    return recorded;
  }

  @Override
  public long lastPosition(TimeBudget budget) {
    return events.size();
  }

  @Override
  public EventRead after(long position, String customerId, int limit, TimeBudget budget) {
    reads.incrementAndGet();
    if (out) {
      throw new DatabaseUnavailableException("out");
    }
    List<RecordedEvent> now = List.copyOf(events);
    long upTo = Math.min(now.size(), position + limit);
    List<RecordedEvent> read =
        position >= upTo ? List.of() : now.subList((int) position, (int) upTo);
    return new EventRead(read, upTo, upTo == now.size());
  }

  @Override
  public EventRead ofOrder(OrderId id, TimeBudget budget) {
    throw new UnsupportedOperationException("a feed reads all events");
  }
}
