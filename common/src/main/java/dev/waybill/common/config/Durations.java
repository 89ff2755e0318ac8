package dev.waybill.common.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in settings: a whole number and one unit, such as "250ms". */
public final class Durations {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  /** A year. Timers count in nanoseconds, and a long holds less than 300 years of those. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private Durations() {}

  /**
   * Parses a duration. Throws IllegalArgumentException if it is invalid; the message says what is
   * expected.
   */
  public static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a duration such as 250ms, 10s, 15m or 2h, but was \"" + text + "\"");
    }
    long count = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        };
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "at most %s, but was \"%s\"".formatted(format(LONGEST), text));
    }
    return duration;
  }

  /** Formats a duration in the coarsest unit that is exact to the millisecond. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0s";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
