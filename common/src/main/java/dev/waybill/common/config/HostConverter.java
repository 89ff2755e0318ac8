package dev.waybill.common.config;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the address of a host: a name or an IP address, without a port. */
public final class HostConverter implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    String host = value.strip();
    boolean hasPort = host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':');
    if (host.isEmpty() || hasPort || !host.matches("[^\\s/]+")) {
      throw new TypeConversionException(
          "expected a host name or an IP address, but was \"" + value + "\"");
    }
    return host;
  }
}
