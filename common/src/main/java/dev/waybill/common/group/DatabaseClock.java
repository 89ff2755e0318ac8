package dev.waybill.common.group;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The database's clock between two readings: the last reading, plus the time that has passed here
 * since it arrived. A reading arrives after it was taken, so this is a little behind the clock that
 * was read, and never ahead of it. Used by one thread.
 */
final class DatabaseClock {
  private @Nullable Instant reading;
  private long arrival;

  /** Takes a reading that has just arrived. */
  void read(Instant time) {
    reading = time;
    arrival = System.nanoTime();
  }

  /** Returns the time, no finer than the database stores it; null before the first reading. */
  @Nullable Instant now() {
    return reading == null
        ? null
        : reading.plusNanos(System.nanoTime() - arrival).truncatedTo(ChronoUnit.MICROS);
  }
}
