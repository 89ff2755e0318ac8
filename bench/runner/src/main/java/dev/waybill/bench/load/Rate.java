package dev.waybill.bench.load;

import java.time.Duration;

/**
 * Orders that come at random times, whether or not earlier ones have been answered. Latency counts
 * from the time at which an order was due.
 *
 * @param perSecond how many on average
 * @param leadIn how long the same load runs first, which is not part of the results
 * @param duration how long to measure
 */
public record Rate(double perSecond, Duration leadIn, Duration duration) {}
