package dev.waybill.common.config;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a log level in upper or lower case; WARNING is a synonym of WARN. */
public final class LogLevelConverter implements ITypeConverter<LogLevel> {
  @Override
  public LogLevel convert(String value) {
    String name = value.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(LogLevel.values())
        .filter(level -> level.name().equals(name.equals("WARNING") ? "WARN" : name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected OFF, ERROR, WARN, INFO, DEBUG or TRACE, but was \"%s\""
                        .formatted(value)));
  }
}
