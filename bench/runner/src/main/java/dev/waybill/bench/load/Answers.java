package dev.waybill.bench.load;

/**
 * What a load generator saw.
 *
 * @param answered orders that were confirmed or refused
 * @param failed calls that had no answer
 * @param perSecond answers that came within the time, by its length
 * @param p50 the median of the latencies, in milliseconds
 * @param p99 their 99th percentile
 */
public record Answers(long answered, long failed, double perSecond, double p50, double p99) {}
