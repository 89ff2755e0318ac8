package dev.waybill.payment.domain;

import dev.waybill.common.money.Money;

/** The terms of a payment: the amount and the card. */
public record PaymentTerms(Money amount, String paymentToken) {
  /** The most minor units that one payment may take. */
  public static final long MAX_MINOR_UNITS = 100_000_000_000L;

  public PaymentTerms {
    if (!isAllowed(amount)) {
      throw new IllegalArgumentException(
          "amount must be 1 to " + MAX_MINOR_UNITS + " minor units, but is " + amount);
    }
  }

  public static boolean isAllowed(Money amount) {
    return amount.isPositive() && amount.minorUnits() <= MAX_MINOR_UNITS;
  }
}
