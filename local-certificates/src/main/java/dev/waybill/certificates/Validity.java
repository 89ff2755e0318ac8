package dev.waybill.certificates;

import java.time.Duration;
import java.time.Instant;

/** The time in which a certificate is valid, in whole seconds. */
public record Validity(Instant from, Instant until) {
  /** Allows for machines whose clocks are behind this one's. */
  private static final Duration SLACK = Duration.ofHours(1);

  /** From now on, for this time. */
  public static Validity lasting(Duration time) {
    Instant now = Instant.now();
    return new Validity(now.minus(SLACK), now.plus(time));
  }
}
