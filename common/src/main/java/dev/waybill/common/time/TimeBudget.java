package dev.waybill.common.time;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The remaining part of the time that a caller gave, measured from its start on a monotonic clock.
 */
public final class TimeBudget {
  /** Half the range of nanoTime, so that differences never overflow; about 146 years. */
  private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

  private final LongSupplier clock;
  private final long startNanos;
  private final long lengthNanos;

  private TimeBudget(LongSupplier clock, long startNanos, long lengthNanos) {
    this.clock = clock;
    this.startNanos = startNanos;
    this.lengthNanos = lengthNanos;
  }

  /** Starts a budget now; a negative length is a spent budget. */
  public static TimeBudget of(Duration length) {
    return of(length, System::nanoTime);
  }

  static TimeBudget of(Duration length, LongSupplier clock) {
    return new TimeBudget(clock, clock.getAsLong(), clampedNanos(length));
  }

  /** Returns the remaining time; never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, lengthNanos - (clock.getAsLong() - startNanos)));
  }

  public boolean isSpent() {
    return remaining().isZero();
  }

  /** Returns the shorter of this budget and the limit, both measured from this budget's start. */
  public TimeBudget atMost(Duration limit) {
    return new TimeBudget(clock, startNanos, Math.min(lengthNanos, clampedNanos(limit)));
  }

  /** Returns this budget with an earlier end, to leave time for later work. */
  public TimeBudget minus(Duration reserve) {
    return new TimeBudget(clock, startNanos, Math.max(0, lengthNanos - clampedNanos(reserve)));
  }

  @Override
  public String toString() {
    return remaining() + " remaining";
  }

  private static long clampedNanos(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    return duration.compareTo(Duration.ofNanos(LONGEST_NANOS)) > 0
        ? LONGEST_NANOS
        : duration.toNanos();
  }
}
