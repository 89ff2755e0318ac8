package dev.waybill.cli.client;

import dev.waybill.local.stack.PortBase;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port base, which must leave room for the ports of all services. */
final class PortBaseConverter implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String value) {
    try {
      int port = Integer.parseInt(value);
      if (port >= 1 && port <= PortBase.HIGHEST) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Reported below, in the same words as for a number that is not a valid port.
    }
    throw new TypeConversionException(
        "expected a port from 1 to " + PortBase.HIGHEST + ", but was \"" + value + "\"");
  }
}
