package dev.waybill.postgres;

import java.time.Duration;

/** Waits between two looks at another process. */
final class Pauses {
  private Pauses() {}

  static void of(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException("interrupted while waiting for PostgreSQL", e);
    }
  }
}
