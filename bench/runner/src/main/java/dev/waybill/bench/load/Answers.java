package dev.waybill.bench.load;

/**
 * The results of a load generator.
 *
 * @param answered orders that were confirmed or refused
 * @param failed calls without an answer
 * @param perSecond answers received within the load's duration, divided by it
 * @param p50 the median latency, in milliseconds
 * @param p99 the 99th percentile of the latency, in milliseconds
 */
public record Answers(long answered, long failed, double perSecond, double p50, double p99) {}
