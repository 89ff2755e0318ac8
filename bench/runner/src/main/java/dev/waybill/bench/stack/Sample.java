package dev.waybill.bench.stack;

import java.util.Map;

/**
 * One measurement.
 *
 * @param contender who was measured
 * @param inFlight orders under way at a time
 * @param hot whether all orders were for one item
 * @param orders how many were placed
 * @param failed calls without an answer
 * @param placedPerSecond answers to PlaceOrder, by the time of the load
 * @param wholePerSecond orders brought to completion, by the time it took, without the pause that
 *     confirmed orders are given before their fulfilment
 * @param p50 milliseconds to the answer
 * @param p99 milliseconds to the answer
 * @param cpuMillisPerOrder CPU time by part, fulfilment included
 */
public record Sample(
    String contender,
    int inFlight,
    boolean hot,
    long orders,
    long failed,
    double placedPerSecond,
    double wholePerSecond,
    double p50,
    double p99,
    Map<String, Double> cpuMillisPerOrder) {

  /** CPU time of all parts together. */
  public double cpuMillis() {
    return cpuMillisPerOrder.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
