package dev.waybill.order.domain;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import java.util.List;

/**
 * Reads the events that order-service has stored, in the same sequence on every instance.
 *
 * <p>Every method waits for the database at most as long as its budget, and throws {@code
 * DatabaseUnavailableException} if the database cannot be read.
 */
public interface OrderEvents {

  /** The position of the last event of all; 0 if there is none. */
  long lastPosition(TimeBudget budget);

  /**
   * Reads events after a position. Looks at a bounded number of events, so it may find none before
   * it reaches the end; continue from the position it read up to.
   *
   * @param customerId whose events to read; those of all customers if empty
   * @param limit the most events to return
   * @return the events; they read up to less than {@code position} if it is beyond the last event
   */
  EventRead after(long position, String customerId, int limit, TimeBudget budget);

  /** All events of one order; none if there is no such order. */
  EventRead ofOrder(OrderId id, TimeBudget budget);

  /**
   * Events read in one snapshot, in order.
   *
   * @param upTo the position up to which every matching event is included
   * @param reachesEnd whether {@code upTo} was the last position of all when they were read
   */
  record EventRead(List<RecordedEvent> events, long upTo, boolean reachesEnd) {

    public EventRead {
      events = List.copyOf(events);
    }
  }
}
