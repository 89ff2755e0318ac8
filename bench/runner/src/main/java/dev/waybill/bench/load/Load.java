package dev.waybill.bench.load;

import java.time.Duration;

/**
 * The load to apply.
 *
 * @param inFlight the number of orders in flight
 * @param hot whether all orders are for one item
 */
public record Load(int inFlight, Duration duration, boolean hot) {}
