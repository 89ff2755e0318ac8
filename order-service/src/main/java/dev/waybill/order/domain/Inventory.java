package dev.waybill.order.domain;

import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Order.Pricing;
import dev.waybill.order.domain.OrderRequest.OrderLine;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets stock aside for orders. Every method is idempotent and throws {@link
 * ParticipantUnavailableException} if there is no answer.
 */
public interface Inventory {

  /**
   * Holds and prices all lines, or none.
   *
   * @param attempt the attempt that asks, while the order is not known to be recorded; null once it
   *     is
   */
  Reservation reserve(
      OrderId id,
      List<OrderLine> lines,
      @Nullable Money expectedTotal,
      @Nullable Claim attempt,
      TimeBudget budget);

  /**
   * Withdraws the reservation of an attempt whose order was never recorded. The order's id stays
   * open to other attempts. A reservation that another attempt was told about stays.
   *
   * @return whether nothing is held for the order now
   */
  boolean withdraw(OrderId id, Claim attempt, TimeBudget budget);

  /** Makes the order's hold permanent. */
  CommitOutcome commit(OrderId id, TimeBudget budget);

  /** Gives back everything the order holds, and closes its id to a reserve that arrives late. */
  void release(OrderId id, TimeBudget budget);

  /** Inventory's decision for an order. */
  sealed interface Reservation {

    /** The stock is held for at least the remaining time. */
    record Held(Pricing pricing, Duration remaining) implements Reservation {}

    /** Nothing is held, and never will be. */
    record Refused(OrderReason reason) implements Reservation {}

    /** Stock was held and no longer is, or the order's id was closed. */
    record Gone() implements Reservation {}
  }

  /** The result of committing a hold. */
  enum CommitOutcome {
    COMMITTED,
    /** The hold expired and the stock is gone, or the reservation is closed. */
    STOCK_LOST
  }
}
