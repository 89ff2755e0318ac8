package dev.waybill.cli.stock;

import com.google.type.Money;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an amount such as "12.50EUR". Sends negative or too precise amounts unchanged, because the
 * service decides which prices are valid.
 */
public final class PriceConverter implements ITypeConverter<Money> {
  private static final Pattern AMOUNT =
      Pattern.compile("(-?)(\\d{1,18})(?:\\.(\\d{1,9}))? ?([A-Z]{3})");
  private static final int NANO_DIGITS = 9;

  @Override
  public Money convert(String value) {
    Matcher matcher = AMOUNT.matcher(value);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "expected an amount such as 12.50EUR, but was \"" + value + "\"");
    }
    int sign = matcher.group(1).isEmpty() ? 1 : -1;
    return Money.newBuilder()
        .setCurrencyCode(matcher.group(4))
        .setUnits(sign * Long.parseLong(matcher.group(2)))
        .setNanos(sign * nanos(matcher.group(3) == null ? "" : matcher.group(3)))
        .build();
  }

  private static int nanos(String fraction) {
    return Integer.parseInt(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
  }
}
