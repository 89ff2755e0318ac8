package dev.waybill.common.time;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What is left of the time a caller gave, measured on a monotonic clock from one start. */
public final class TimeBudget {
  /** Half the range of nanoTime, so that differences never overflow; some 146 years. */
  private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

  private final LongSupplier clock;
  private final long startNanos;
  private final long lengthNanos;

  private TimeBudget(LongSupplier clock, long startNanos, long lengthNanos) {
    this.clock = clock;
    this.startNanos = startNanos;
    this.lengthNanos = lengthNanos;
  }

  /** Starts now; a negative length is a spent budget. */
  public static TimeBudget of(Duration length) {
    return of(length, System::nanoTime);
  }

  static TimeBudget of(Duration length, LongSupplier clock) {
    return new TimeBudget(clock, clock.getAsLong(), clampedNanos(length));
  }

  /** Never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, lengthNanos - (clock.getAsLong() - startNanos)));
  }

  public boolean isSpent() {
    return remaining().isZero();
  }

  /** The shorter of this and the limit, both measured from this budget's start. */
  public TimeBudget atMost(Duration limit) {
    return new TimeBudget(clock, startNanos, Math.min(lengthNanos, clampedNanos(limit)));
  }

  /** The same budget ending earlier, to leave time for something after it. */
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
