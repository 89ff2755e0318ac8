package dev.waybill.local.shop;

import com.google.type.Money;
import java.math.BigDecimal;
import java.util.Currency;

/** Formats amounts of money for people. */
public final class Prices {
  private static final int NANO_DIGITS = 9;

  private Prices() {}

  /** For example "12.50 EUR". */
  public static String format(Money money) {
    BigDecimal amount =
        BigDecimal.valueOf(money.getUnits())
            .add(BigDecimal.valueOf(money.getNanos(), NANO_DIGITS))
            .stripTrailingZeros();
    int digits = Math.max(amount.scale(), fractionDigits(money.getCurrencyCode()));
    return amount.setScale(digits).toPlainString() + " " + money.getCurrencyCode();
  }

  /** Currencies unknown to the JVM are still shown. */
  private static int fractionDigits(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException _) {
      return 0;
    }
  }
}
