package dev.waybill.common.channel;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the address of a service, in a setting or on a command line. */
public final class TargetConverter implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    try {
      return Target.check(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
