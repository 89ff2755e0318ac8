package dev.waybill.cli.client;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port that has room for two more above it. */
final class PortBaseConverter implements ITypeConverter<Integer> {
  private static final int HIGHEST = 65_535 - 2;

  @Override
  public Integer convert(String value) {
    try {
      int port = Integer.parseInt(value);
      if (port >= 1 && port <= HIGHEST) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Answered below, in the same words as for a number that is no port.
    }
    throw new TypeConversionException(
        "expected a port from 1 to " + HIGHEST + ", but was \"" + value + "\"");
  }
}
