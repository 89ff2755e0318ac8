package dev.waybill.common.time;

import java.time.Instant;

/** The order of the times that are stored with a row. */
public final class Instants {
  private Instants() {}

  /**
   * Returns the time of a change that happens now. It is never before that of the change before it,
   * even if the database's clock was set back or another server's took its place.
   */
  public static Instant ofChange(Instant now, Instant previous) {
    return now.isBefore(previous) ? previous : now;
  }
}
