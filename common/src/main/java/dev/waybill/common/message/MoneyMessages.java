package dev.waybill.common.message;

import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.money.Money;
import java.util.Currency;

/** Converts money between the domain's minor units and the units and nanos of messages. */
public final class MoneyMessages {
  private static final int NANO_DIGITS = 9;
  private static final int MAX_NANOS = 999_999_999;

  private MoneyMessages() {}

  public static com.google.type.Money toMessage(Money money) {
    int digits = Currency.getInstance(money.currency()).getDefaultFractionDigits();
    long unit = powerOfTen(digits);
    long nanos = money.minorUnits() % unit * powerOfTen(NANO_DIGITS - digits);
    return com.google.type.Money.newBuilder()
        .setCurrencyCode(money.currency())
        .setUnits(money.minorUnits() / unit)
        .setNanos(Math.toIntExact(nanos))
        .build();
  }

  /** Converts an amount. Throws INVALID_ARGUMENT, naming the invalid part of the field. */
  public static Money fromMessage(com.google.type.Money message, String field) {
    int digits = fractionDigits(message.getCurrencyCode(), field);
    long nanosPerMinorUnit = powerOfTen(NANO_DIGITS - digits);
    long nanos = message.getNanos();
    if (Math.abs(nanos) > MAX_NANOS) {
      throw RpcErrors.invalidField(field + ".nanos", "must be between -999999999 and 999999999");
    }
    if (Long.signum(message.getUnits()) * Long.signum(nanos) < 0) {
      throw RpcErrors.invalidField(field + ".nanos", "must not differ in sign from units");
    }
    if (nanos % nanosPerMinorUnit != 0) {
      throw RpcErrors.invalidField(
          field + ".nanos",
          "must be a whole number of minor units of " + message.getCurrencyCode());
    }
    try {
      long minorUnits = Math.multiplyExact(message.getUnits(), powerOfTen(digits));
      return new Money(
          message.getCurrencyCode(), Math.addExact(minorUnits, nanos / nanosPerMinorUnit));
    } catch (ArithmeticException _) {
      throw RpcErrors.invalidField(field + ".units", "is out of range");
    }
  }

  private static int fractionDigits(String code, String field) {
    try {
      int digits = Currency.getInstance(code).getDefaultFractionDigits();
      if (digits >= 0) {
        return digits;
      }
    } catch (IllegalArgumentException _) {
      // Reported below, with the same message as a code without minor units, such as gold's.
    }
    throw RpcErrors.invalidField(
        field + ".currency_code", "must be an ISO 4217 code of a currency with minor units");
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
