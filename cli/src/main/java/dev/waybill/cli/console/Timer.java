package dev.waybill.cli.console;

import java.util.Locale;

/** The time since a start, formatted for people. */
public record Timer(long startNanos) {
  private static final double NANOS_PER_SECOND = 1e9;

  public static Timer start() {
    return new Timer(System.nanoTime());
  }

  public double seconds() {
    return (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
  }

  /** For example "4.2 s". */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f s", seconds());
  }
}
