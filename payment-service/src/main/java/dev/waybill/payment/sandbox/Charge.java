package dev.waybill.payment.sandbox;

import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentTerms;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox has recorded under a key.
 *
 * @param terms null when the key was closed before it was used
 */
record Charge(OrderId key, State state, @Nullable PaymentTerms terms) {
  Charge in(State next) {
    return new Charge(key, next, terms);
  }

  /** Where a charge stands. */
  enum State {
    APPROVED,
    DECLINED,
    CAPTURED,
    VOIDED,
    REFUNDED
  }
}
