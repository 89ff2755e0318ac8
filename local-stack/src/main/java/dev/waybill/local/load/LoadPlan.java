package dev.waybill.local.load;

import java.time.Duration;
import java.util.Optional;

/**
 * How much load, and for how long.
 *
 * @param rate orders per second, or the first rate that a search for the knee tests
 * @param arrivals how the orders of a rate are spread over time
 * @param inFlight how many orders to keep in flight instead of a rate
 * @param p99Limit the p99 up to which a search accepts a rate
 * @param duration how long to measure or, in a search, how long to test each rate
 * @param warmup the same load before that, which is not part of the result
 */
public record LoadPlan(
    int rate,
    Arrivals arrivals,
    Optional<Integer> inFlight,
    Duration p99Limit,
    Duration duration,
    Duration warmup) {
  /** More calls in flight would only fill the generator's memory. */
  public static final int MOST_IN_FLIGHT = 4096;
}
