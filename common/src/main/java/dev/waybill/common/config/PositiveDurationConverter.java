package dev.waybill.common.config;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a duration that must not be zero. */
public final class PositiveDurationConverter implements ITypeConverter<Duration> {
  private final DurationConverter durations = new DurationConverter();

  @Override
  public Duration convert(String value) {
    Duration duration = durations.convert(value);
    if (duration.isPositive()) {
      return duration;
    }
    throw new TypeConversionException("expected more than 0s, but was \"" + value + "\"");
  }
}
