package dev.waybill.order.workflow;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to leave an order alone after an attempt failed. */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int DOUBLINGS = 4;

  private Backoff() {}

  /**
   * Doubles with every attempt. Returns a random delay between half of that and all of it, so that
   * orders spread out.
   */
  static Duration after(int attempts) {
    long full =
        Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.clamp(attempts, 0, DOUBLINGS));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(full / 2, full + 1));
  }
}
