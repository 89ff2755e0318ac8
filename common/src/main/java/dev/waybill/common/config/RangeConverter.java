package dev.waybill.common.config;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a whole number within bounds. A subclass says which, because picocli creates it. */
public abstract class RangeConverter implements ITypeConverter<Integer> {
  private final int lowest;
  private final int highest;
  private final String expected;

  /**
   * Sets the bounds.
   *
   * @param expected names the numbers that are accepted, such as "a number from 1 to 9"
   */
  protected RangeConverter(int lowest, int highest, String expected) {
    this.lowest = lowest;
    this.highest = highest;
    this.expected = expected;
  }

  @Override
  public final Integer convert(String value) {
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= lowest && number <= highest) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Reported below, with the same message as a number that is out of range.
    }
    throw new TypeConversionException("expected %s, but was \"%s\"".formatted(expected, value));
  }
}
