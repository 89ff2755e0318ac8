package dev.waybill.cli.client;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads how many entries to list. It is bounded because all of them are held in memory to align
 * their columns.
 */
public final class LimitConverter implements ITypeConverter<Integer> {
  private static final int MOST = 100_000;

  @Override
  public Integer convert(String value) {
    try {
      int limit = Integer.parseInt(value);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // Reported below, in the same words as for a number out of range.
    }
    throw new TypeConversionException(
        "expected a number from 1 to " + MOST + ", but was \"" + value + "\"");
  }
}
