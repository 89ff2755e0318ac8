package dev.waybill.order.domain;

import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;

/**
 * Takes and gives back money for orders. Every method can be repeated safely and throws {@link
 * ParticipantUnavailableException} when there is no answer.
 */
public interface Payments {

  /** Sets the amount aside on the card. */
  Authorization authorize(OrderId id, Money amount, String paymentToken, TimeBudget budget);

  /** Takes the amount that was set aside. */
  CaptureOutcome capture(OrderId id, Money amount, TimeBudget budget);

  /** Gives back whatever was taken or set aside, and closes the order's id to a late authorize. */
  void cancel(OrderId id, TimeBudget budget);

  /** What payment decided for an order. */
  sealed interface Authorization {

    /** The amount is set aside. */
    record Authorized() implements Authorization {}

    /** The card was declined. */
    record Declined(Reason reason) implements Authorization {}

    /** The card processor has not answered: ask again. */
    record Unresolved() implements Authorization {}

    /** The order's id was closed before. */
    record Closed() implements Authorization {}
  }

  /** What became of a capture. */
  enum CaptureOutcome {
    CAPTURED,
    /** The card processor refused, or the payment is closed. */
    REFUSED
  }
}
