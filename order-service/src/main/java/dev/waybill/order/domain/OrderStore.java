package dev.waybill.order.domain;

import dev.waybill.common.time.TimeBudget;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps orders and their events, durably.
 *
 * <p>Every method waits for the database, on a virtual thread, for no longer than its budget. It
 * throws {@code DatabaseUnavailableException} when nothing was read or stored, and {@code
 * OutcomeUnknownException} when a change may or may not have been stored.
 */
public interface OrderStore {

  /**
   * Begins to apply a command, on capacity that only new work may use up, and returns at once; the
   * result is waited for by asking for it, once. Asking throws what applying throws. Throws {@code
   * OverloadedException} when the queue is full.
   */
  Supplier<Placement> beginNew(OrderCommand.Place place, TimeBudget budget);

  /** Applies a command. There is always room for those of work that has been admitted. */
  <R> R apply(OrderCommand<R> command, TimeBudget budget);

  /**
   * Claims orders that are due, the longest due first, for a full lease; then those that are due
   * later than {@link OrderTimes#furthestDue} allows, which only a wrong clock makes. Orders that
   * somebody else is claiming at this moment are left out. Fulfilment is started by the claim.
   */
  List<ClaimedOrder> claimDue(DueWork work, Claim claim, int limit, TimeBudget budget);

  Optional<Order> find(OrderId id, TimeBudget budget);

  /**
   * Lists orders, newest first.
   *
   * @param after the last order of the page before, or null for the first page
   */
  List<Order> list(OrderFilter filter, @Nullable PagePosition after, int limit, TimeBudget budget);
}
