package dev.waybill.common.money;

import java.util.Currency;
import java.util.regex.Pattern;

/** An amount in the minor units (cents) of an ISO 4217 currency; it may be zero or negative. */
public record Money(String currency, long minorUnits) {
  private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

  /** Rejects a currency that is unknown or that, like gold, has no minor units. */
  public Money {
    if (!CODE.matcher(currency).matches() || !hasMinorUnits(currency)) {
      throw new IllegalArgumentException("not a currency with minor units: " + currency);
    }
  }

  /**
   * Throws ArithmeticException on overflow, and IllegalArgumentException if the currencies differ.
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
    }
    return new Money(currency, Math.addExact(minorUnits, other.minorUnits));
  }

  /** Throws ArithmeticException on overflow. */
  public Money times(int factor) {
    return new Money(currency, Math.multiplyExact(minorUnits, factor));
  }

  public boolean isPositive() {
    return minorUnits > 0;
  }

  private static boolean hasMinorUnits(String code) {
    try {
      return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
