package dev.waybill.bench.load;

import java.time.Duration;

/**
 * The results of a load generator.
 *
 * @param answered orders that were confirmed or refused
 * @param failed calls without an answer
 * @param onSchedule whether nearly all orders were sent when they were due; true without a schedule
 * @param perSecond answers received within the load's duration, divided by it
 * @param p50 the median latency, in milliseconds
 * @param p99 the 99th percentile of the latency, in milliseconds
 */
public record Answers(
    long answered, long failed, boolean onSchedule, double perSecond, double p50, double p99) {

  /** Whether every order was sent in time and answered, 99 % of them within the limit. */
  public boolean isWithin(Duration limit) {
    return failed == 0 && onSchedule && answered > 0 && p99 <= limit.toMillis();
  }
}
