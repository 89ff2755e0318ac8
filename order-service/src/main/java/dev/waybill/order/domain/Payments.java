package dev.waybill.order.domain;

import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;

/**
 * Takes and gives back money for orders. Every method is idempotent and throws {@link
 * ParticipantUnavailableException} if there is no answer.
 */
public interface Payments extends AutoCloseable {

  /** Sets the amount aside on the card. */
  Authorization authorize(OrderId id, Money amount, String paymentToken, TimeBudget budget);

  /** Takes the amount that was set aside. */
  CaptureOutcome capture(OrderId id, Money amount, TimeBudget budget);

  /**
   * Gives back everything that was taken or set aside, and closes the order's id to a late
   * authorize.
   */
  void cancel(OrderId id, TimeBudget budget);

  @Override
  void close();

  /** Payment's decision for an order. */
  sealed interface Authorization {

    /** The amount is set aside. */
    record Authorized() implements Authorization {}

    /** The card was declined. */
    record Declined(OrderReason reason) implements Authorization {}

    /** The card processor has not answered: ask again. */
    record Unresolved() implements Authorization {}

    /** The order's id was already closed. */
    record Closed() implements Authorization {}
  }

  /** The result of a capture. */
  enum CaptureOutcome {
    CAPTURED,
    /** The card processor refused, or the payment is closed. */
    REFUSED
  }
}
