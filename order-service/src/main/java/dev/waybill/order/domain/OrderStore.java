package dev.waybill.order.domain;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderState.VisibleState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores orders and their events durably.
 *
 * <p>Every method waits for the database, on a virtual thread, at most as long as its budget. It
 * throws {@code DatabaseUnavailableException} if nothing was read or stored, and {@code
 * OutcomeUnknownException} if a change may or may not have been stored.
 */
public interface OrderStore extends AutoCloseable {

  /**
   * Begins to apply a command, within the share of the queue that is open to new work, and returns
   * at once. Call the supplier once to wait for the result; it throws what {@code apply} throws.
   * Throws {@code OverloadedException} if that share is full.
   */
  Supplier<Placement> beginNew(OrderCommand.Place place, TimeBudget budget);

  /** Applies a command. There is always room for commands of work that has been admitted. */
  <R> R apply(OrderCommand<R> command, TimeBudget budget);

  /**
   * Claims due orders for a full lease, longest due first. Then claims orders that are due later
   * than {@link OrderTimes#furthestDue} allows, which only happens if a clock is wrong. Skips
   * orders that another instance is claiming at the moment. The claim starts fulfilment.
   */
  List<ClaimedOrder> claimDue(DueWork work, Claim claim, int limit, TimeBudget budget);

  Optional<Order> find(OrderId id, TimeBudget budget);

  /**
   * Lists orders, newest first.
   *
   * @param after the last order of the previous page, or null for the first page
   */
  List<Order> list(OrderFilter filter, @Nullable PagePosition after, int limit, TimeBudget budget);

  /** Applies the commands already submitted, and refuses later ones. */
  @Override
  void close();

  /** The kinds of work that wait in the store until they are due. */
  enum DueWork {
    /** Undecided or half-compensated orders whose lease has expired. */
    RECOVERY,
    /** Confirmed orders, and orders whose fulfilment was interrupted. Claiming them starts it. */
    FULFILMENT
  }

  /**
   * Which orders to list.
   *
   * @param customerId empty for all customers
   * @param states empty for all
   */
  record OrderFilter(String customerId, Set<VisibleState> states) {

    public OrderFilter {
      states = Set.copyOf(states);
    }
  }

  /** The position of a page's last order in the sorted list. */
  record PagePosition(Instant createTime, OrderId orderId) {

    public static PagePosition of(Order order) {
      return new PagePosition(order.createTime(), order.id());
    }
  }
}
