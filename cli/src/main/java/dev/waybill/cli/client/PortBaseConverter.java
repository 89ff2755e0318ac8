package dev.waybill.cli.client;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port base, which must leave room for two more ports above it. */
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
      // Reported below, in the same words as for a number that is not a valid port.
    }
    throw new TypeConversionException(
        "expected a port from 1 to " + HIGHEST + ", but was \"" + value + "\"");
  }
}
