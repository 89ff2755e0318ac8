package dev.waybill.order.domain;

import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets stock aside for orders. Every method can be repeated safely and throws {@link
 * ParticipantUnavailableException} when there is no answer.
 */
public interface Inventory {

  /**
   * Holds and prices all lines, or none.
   *
   * @param attempt who asks, while the order is not known to be recorded; null once it is
   */
  Reservation reserve(
      OrderId id,
      List<OrderLine> lines,
      @Nullable Money expectedTotal,
      @Nullable Claim attempt,
      TimeBudget budget);

  /**
   * Takes back what an attempt asked for whose order was never recorded, and leaves the order's id
   * open to other attempts. What anybody else was told of stays.
   *
   * @return whether nothing is held for the order now
   */
  boolean withdraw(OrderId id, Claim attempt, TimeBudget budget);

  /** Makes the hold the order's for good. */
  CommitOutcome commit(OrderId id, TimeBudget budget);

  /** Gives back whatever the order holds, and closes its id to a reserve that arrives late. */
  void release(OrderId id, TimeBudget budget);

  /** What inventory decided for an order. */
  sealed interface Reservation {

    /** The stock is held for at least the remaining time. */
    record Held(Pricing pricing, Duration remaining) implements Reservation {}

    /** Nothing is held, and never will be. */
    record Refused(Reason reason) implements Reservation {}

    /** Something was held and is no longer, or the order's id was closed. */
    record Gone() implements Reservation {}
  }

  /** What became of a hold that was to be committed. */
  enum CommitOutcome {
    COMMITTED,
    /** The hold had expired and the stock is gone, or the reservation is closed. */
    STOCK_LOST
  }
}
