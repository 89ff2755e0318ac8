package dev.waybill.common.config;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a TCP port; 0 means any free port. */
public final class PortConverter implements ITypeConverter<Integer> {
  private static final int HIGHEST = 65_535;

  @Override
  public Integer convert(String value) {
    try {
      int port = Integer.parseInt(value.strip());
      if (port >= 0 && port <= HIGHEST) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Reported below, with the same message as a number that is out of range.
    }
    throw new TypeConversionException(
        "expected a port from 0 (any free one) to 65535, but was \"" + value + "\"");
  }
}
