package dev.waybill.bench.stack;

import java.util.Map;

/**
 * One measurement.
 *
 * @param contender the name of the contender
 * @param inFlight the number of orders in flight; 0 if they came at a rate
 * @param hot whether all orders were for one item
 * @param orders how many were placed
 * @param failed calls without an answer
 * @param placedPerSecond answers to PlaceOrder, divided by the duration of the load
 * @param wholePerSecond completed orders, divided by the time until all were complete, without the
 *     delay before the fulfilment of confirmed orders
 * @param p50 milliseconds to the answer
 * @param p99 milliseconds to the answer
 * @param cpuMillisPerOrder CPU time by part, including fulfilment
 * @param switchesPerOrder context switches of the contender's processes and PostgreSQL's, including
 *     fulfilment; NaN for pgbench, whose backends are not there before and after
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
    Map<String, Double> cpuMillisPerOrder,
    double switchesPerOrder) {

  /** The CPU time of all parts together. */
  public double cpuMillis() {
    return cpuMillisPerOrder.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
