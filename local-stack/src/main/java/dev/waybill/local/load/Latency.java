package dev.waybill.local.load;

import org.HdrHistogram.Histogram;

/** Latency of the answers, in milliseconds since their calls should have been sent. */
public record Latency(double p50, double p90, double p99, double p999, double max) {
  private static final double MICROS_PER_MILLI = 1000;

  /** Converts a histogram of microseconds. */
  static Latency of(Histogram micros) {
    return new Latency(
        millis(micros, 50),
        millis(micros, 90),
        millis(micros, 99),
        millis(micros, 99.9),
        micros.getMaxValue() / MICROS_PER_MILLI);
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }
}
