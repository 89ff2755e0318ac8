package dev.waybill.common.feed;

import dev.waybill.common.telemetry.CommonMetrics;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.common.telemetry.Meters.Distribution;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Measures how old events are when their feed reads them. Nothing is decided by it. */
final class FeedLag {
  private final @Nullable Distribution ages;

  private FeedLag(@Nullable Distribution ages) {
    this.ages = ages;
  }

  static FeedLag in(Meters meters) {
    return new FeedLag(meters.isOn() ? CommonMetrics.feedLag(meters) : null);
  }

  /** An event of a machine whose clock is ahead counts as new. */
  void read(Instant eventTime) {
    if (ages != null) {
      Duration age = Duration.between(eventTime, Instant.now());
      ages.record(Math.max(0, age.toNanos()));
    }
  }
}
