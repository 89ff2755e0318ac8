package dev.waybill.payment.sandbox;

import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentTerms;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's record for a key.
 *
 * @param terms null if the key was closed before it was used
 */
record Charge(OrderId key, State state, @Nullable PaymentTerms terms) {
  Charge in(State next) {
    return new Charge(key, next, terms);
  }

  /** The state of a charge. */
  enum State {
    APPROVED,
    DECLINED,
    CAPTURED,
    VOIDED,
    REFUNDED
  }
}
