package dev.waybill.cli.client;

import dev.waybill.cli.output.Screen;
import dev.waybill.common.config.DurationConverter;
import dev.waybill.common.config.PositiveNumberConverter;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long to watch. A picocli mixin. */
public final class WatchOptions {
  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      converter = PositiveNumberConverter.class,
      description = "Stop after this many events. Default: no limit.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Stop after this time, such as 90s or 10m. Default: no limit.")
  private @Nullable Duration time;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How long to retry while the service cannot be reached. Default: ${DEFAULT-VALUE}.")
  private Duration patience = Duration.ofSeconds(30);

  public Duration patience() {
    return patience;
  }

  /** Tells the user what the command is waiting for, because nothing may appear for a while. */
  public void announce(String watched, Screen screen) {
    if (screen.isRead()) {
      screen.notice("watching " + watched + "; press Ctrl-C to stop");
    }
  }

  /** Starts the clock. */
  public WatchBound start() {
    TimeBudget budget = TimeBudget.of(time == null ? Duration.ofSeconds(Long.MAX_VALUE) : time);
    return new WatchBound(limit, budget);
  }
}
