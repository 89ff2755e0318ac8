package dev.waybill.bench.load;

import java.time.Duration;

/**
 * What to send.
 *
 * @param inFlight orders under way at a time
 * @param hot whether all orders are for one item
 */
public record Load(int inFlight, Duration duration, boolean hot) {}
