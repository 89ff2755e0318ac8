package dev.waybill.postgres;

import java.time.Duration;

/** Pauses between two checks of another process. */
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
