package dev.waybill.order.domain;

import dev.waybill.common.time.TimeBudget;

/**
 * Reads the events that order-service has stored, on every instance in the same sequence.
 *
 * <p>Every method waits for the database for no longer than its budget, and throws {@code
 * DatabaseUnavailableException} when it cannot be read.
 */
public interface OrderEvents {

  /** The position of the last event of all; 0 when there is none. */
  long lastPosition(TimeBudget budget);

  /**
   * Reads on behind a position. Looks at a bounded number of events, so it may find none before the
   * end is reached; go on behind what it was read up to.
   *
   * @param customerId whose events; everybody's when empty
   * @param limit the most events to answer
   * @return read up to less than the position when that lies beyond the last
   */
  EventRead after(long position, String customerId, int limit, TimeBudget budget);

  /** All events of one order; none when there is no such order. */
  EventRead ofOrder(OrderId id, TimeBudget budget);
}
