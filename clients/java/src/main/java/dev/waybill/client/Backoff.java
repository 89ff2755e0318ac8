package dev.waybill.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double, each a random delay between half the backoff and all of it. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private Duration next = FIRST;

  void pause() throws InterruptedException {
    long millis = next.toMillis();
    Thread.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
  }

  /** Begins anew, after a success. */
  void reset() {
    next = FIRST;
  }
}
