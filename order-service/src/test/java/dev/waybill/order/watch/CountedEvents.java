package dev.waybill.order.watch;

import dev.waybill.common.feed.WatchSources;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.domain.OrderEvents.EventRead;
import dev.waybill.order.domain.OrderId;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the events that watchers read of the past. The feed reads as well, in portions of another
 * size and whenever it likes, so its reads are left out.
 */
record CountedEvents(OrderEvents events, AtomicInteger count) implements OrderEvents {

  @Override
  public long lastPosition(TimeBudget budget) {
    return events.lastPosition(budget);
  }

  @Override
  public EventRead after(long position, String customerId, int limit, TimeBudget budget) {
    EventRead read = events.after(position, customerId, limit, budget);
    if (limit == WatchSources.READ_LIMIT) {
      count.addAndGet(read.events().size());
    }
    return read;
  }

  @Override
  public EventRead ofOrder(OrderId id, TimeBudget budget) {
    return events.ofOrder(id, budget);
  }
}
