package dev.waybill.payment.domain;

import dev.waybill.common.time.Instants;
import java.time.Instant;

/** The one payment of an order. Each state is a type that leads only to the states it may. */
public sealed interface Payment {
  OrderId orderId();

  /**
   * Whether a request with these terms repeats the decided one. A closed payment never had a
   * request, so every request agrees with it.
   */
  default boolean agreesWith(PaymentTerms terms) {
    return switch (this) {
      case Asked asked -> asked.terms().equals(terms);
      case Closed _ -> true;
    };
  }

  /** A payment that was requested from the card processor. */
  sealed interface Asked extends Payment {
    PaymentTerms terms();
  }

  /** The card processor's first and only decision. */
  sealed interface Decided extends Asked {}

  /** The amount is set aside on the card. */
  record Authorized(OrderId orderId, PaymentTerms terms) implements Decided {
    Captured captured() {
      return new Captured(orderId, terms);
    }

    CaptureRefused captureRefused() {
      return new CaptureRefused(orderId, terms);
    }

    Voided voided() {
      return new Voided(orderId, terms);
    }
  }

  /** The card was declined; final. */
  record Declined(OrderId orderId, PaymentTerms terms, DeclineReason reason) implements Decided {}

  /** The amount is still set aside, but the card processor will never let us take it. */
  record CaptureRefused(OrderId orderId, PaymentTerms terms) implements Asked {
    Voided voided() {
      return new Voided(orderId, terms);
    }
  }

  /** The amount was taken. */
  record Captured(OrderId orderId, PaymentTerms terms) implements Asked {
    Refunded refunded() {
      return new Refunded(orderId, terms);
    }
  }

  /** Cancelled before the amount was taken; final. */
  record Voided(OrderId orderId, PaymentTerms terms) implements Asked {}

  /** Cancelled after the amount was taken, and all of it was given back; final. */
  record Refunded(OrderId orderId, PaymentTerms terms) implements Asked {}

  /** Cancelled before anything was requested, so that a late request takes nothing; final. */
  record Closed(OrderId orderId) implements Payment {}

  /** Why the card processor declined a card. */
  enum DeclineReason {
    CARD_DECLINED,
    INSUFFICIENT_FUNDS
  }

  /** A stored payment, with the database's times of its creation and of its last change. */
  record PaymentRecord(Payment payment, Instant createTime, Instant updateTime) {
    PaymentRecord changed(Payment next, Instant now) {
      return new PaymentRecord(next, createTime, Instants.ofChange(now, updateTime));
    }
  }
}
