package dev.waybill.local.load;

import dev.waybill.local.shop.StateNames;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderState;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Counts the calls of one phase, such as the warm-up. Many threads may add to it.
 *
 * <p>A call belongs to the phase in which it should have been sent. Its latency counts from that
 * moment, so that a service that stalls cannot hide the calls that had to wait.
 */
final class Tally {
  /** A call sent later than this is late: the pace was not kept. */
  static final Duration LATE = Duration.ofMillis(10);

  private static final int SIGNIFICANT_DIGITS = 3;

  private final Recorder micros = new Recorder(SIGNIFICANT_DIGITS);
  private final Histogram total = new Histogram(SIGNIFICANT_DIGITS);
  private final LongAdder offered = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder inTime = new LongAdder();
  private final Map<OrderState, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final Map<OrderReasonCode, LongAdder> reasons = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final long startNanos = System.nanoTime();
  private volatile Duration duration;

  /** Starts the phase. */
  Tally(Duration duration) {
    this.duration = duration;
  }

  /** When the phase started, as given by System.nanoTime. */
  long startNanos() {
    return startNanos;
  }

  boolean isOver() {
    return !remaining().isPositive();
  }

  /** Ends the phase early. */
  void endNow() {
    duration = Duration.ofNanos(Math.max(1, System.nanoTime() - startNanos));
  }

  Duration remaining() {
    return duration.minusNanos(System.nanoTime() - startNanos);
  }

  Duration duration() {
    return duration;
  }

  /** Counts calls that the pace requires, whether or not they can be sent. */
  void offer(long calls) {
    offered.add(calls);
  }

  void sent() {
    sent.increment();
  }

  /** Only for a pace with a schedule; one that sends whenever it can is never late. */
  void noteLateness(long intendedNanos) {
    if (System.nanoTime() - intendedNanos > LATE.toNanos()) {
      late.increment();
    }
  }

  void answered(long intendedNanos, Order order) {
    micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - intendedNanos));
    if (!isOver()) {
      inTime.increment();
    }
    count(outcomes, order.getState());
    if (order.hasReason()) {
      count(reasons, order.getReason().getCode());
    }
  }

  void failed(String reason) {
    count(failures, reason);
  }

  /** The latencies since the last call of this method. */
  synchronized Histogram latest() {
    Histogram interval = micros.getIntervalHistogram();
    total.add(interval);
    return interval;
  }

  /** The counts so far. */
  synchronized LoadResult result() {
    latest();
    return new LoadResult(
        new LoadResult.Schedule(offered.sum(), sent.sum(), late.sum()),
        inTime.sum() / (duration.toNanos() / 1e9),
        sums(outcomes, StateNames::of),
        sums(reasons, StateNames::of),
        sums(failures, reason -> reason),
        Latency.of(total));
  }

  private static <K> void count(Map<K, LongAdder> counts, K key) {
    counts.computeIfAbsent(key, _ -> new LongAdder()).increment();
  }

  private static <K> Map<String, Long> sums(Map<K, LongAdder> counts, Function<K, String> name) {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((key, count) -> sums.put(name.apply(key), count.sum()));
    return sums;
  }
}
