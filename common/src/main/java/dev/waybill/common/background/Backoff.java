package dev.waybill.common.background;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt. The wait doubles with every failure until it reaches
 * the longest. Each is a random delay between half of that and all of it, so that attempts which
 * failed together do not come back together.
 *
 * @param first the wait after the first failure
 */
public record Backoff(Duration first, Duration longest) {
  /** Enough to reach any longest wait, and few enough not to overflow. */
  private static final int MOST_DOUBLINGS = 20;

  /** Throws IllegalArgumentException if the first wait is not positive or exceeds the longest. */
  public Backoff {
    if (!first.isPositive() || first.compareTo(longest) > 0) {
      throw new IllegalArgumentException("a backoff from %s to %s".formatted(first, longest));
    }
  }

  /**
   * Returns the wait before the next attempt.
   *
   * @param failuresBefore how many attempts had failed before the last one; zero or less means that
   *     it was the first
   */
  public Duration after(int failuresBefore) {
    Duration doubled = first.multipliedBy(1L << Math.clamp(failuresBefore, 0, MOST_DOUBLINGS));
    long full = (doubled.compareTo(longest) < 0 ? doubled : longest).toNanos();
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(full / 2, full + 1));
  }
}
