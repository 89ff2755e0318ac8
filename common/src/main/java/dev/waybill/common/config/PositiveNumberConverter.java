package dev.waybill.common.config;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a setting that counts something there must be at least one of. */
public final class PositiveNumberConverter implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String value) {
    try {
      int number = Integer.parseInt(value.strip());
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below, in the same words as for a number that is too small.
    }
    throw new TypeConversionException(
        "expected a whole number of at least 1, but was \"" + value + "\"");
  }
}
