package dev.waybill.payment.sandbox;

import dev.waybill.common.money.Money;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentTerms;

/** Something that the sandbox is asked to do. */
sealed interface ChargeCommand {
  OrderId key();

  /** Set an amount aside. */
  record Authorize(OrderId key, PaymentTerms terms) implements ChargeCommand {}

  /** Take an amount that was set aside. */
  record Capture(OrderId key, Money amount) implements ChargeCommand {}

  /** Give everything back, and let nothing more happen under the key. */
  record Cancel(OrderId key) implements ChargeCommand {}
}
