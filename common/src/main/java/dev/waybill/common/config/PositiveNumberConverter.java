package dev.waybill.common.config;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a number that must be at least 1. */
public final class PositiveNumberConverter implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String value) {
    try {
      int number = Integer.parseInt(value.strip());
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Reported below, with the same message as a number that is too small.
    }
    throw new TypeConversionException(
        "expected a whole number of at least 1, but was \"" + value + "\"");
  }
}
