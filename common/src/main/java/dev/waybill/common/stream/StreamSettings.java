package dev.waybill.common.stream;

import dev.waybill.common.config.DurationConverter;
import dev.waybill.common.config.Durations;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.contract.MethodPolicies;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a service sends updates to watchers; a picocli mixin. */
public final class StreamSettings {
  @Option(
      names = "--watch-interval",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How often to look for changes while somebody watches.")
  private Duration watchInterval;

  @Option(
      names = "--heartbeat-interval",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long a watcher's stream may be quiet before it gets a heartbeat.")
  private Duration heartbeatInterval = Duration.ofSeconds(15);

  /** Creates the defaults, with 100 ms between two checks for changes. */
  public StreamSettings() {
    this(Duration.ofMillis(100));
  }

  /**
   * Creates the defaults, with this service's default for the time between two checks for changes.
   */
  public StreamSettings(Duration watchInterval) {
    this.watchInterval = watchInterval;
  }

  /** Returns the time between two checks for changes. Throws StartupException if it is zero. */
  public Duration watchInterval() {
    requirePositive("--watch-interval", watchInterval);
    return watchInterval;
  }

  /**
   * Starts the heartbeats for the streams of these methods.
   *
   * @throws StartupException if a stream could count as idle before its heartbeat
   */
  public Heartbeats heartbeats(MethodDescriptor<?, ?>... methods) {
    requirePositive("--heartbeat-interval", heartbeatInterval);
    for (MethodDescriptor<?, ?> method : methods) {
      Duration idleTimeout = MethodPolicies.idleTimeout(method);
      // Half, because a heartbeat may be late.
      if (heartbeatInterval.multipliedBy(2).compareTo(idleTimeout) > 0) {
        throw new StartupException(
            "--heartbeat-interval %s: expected at most half of the %s after which %s counts as idle"
                .formatted(
                    Durations.format(heartbeatInterval),
                    Durations.format(idleTimeout),
                    method.getFullMethodName()));
      }
    }
    return new Heartbeats(heartbeatInterval);
  }

  /** Changes both times and returns these settings. */
  public StreamSettings with(Duration newWatchInterval, Duration newHeartbeatInterval) {
    watchInterval = newWatchInterval;
    heartbeatInterval = newHeartbeatInterval;
    return this;
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new StartupException(
          "%s %s: expected more than 0s".formatted(name, Durations.format(value)));
    }
  }
}
