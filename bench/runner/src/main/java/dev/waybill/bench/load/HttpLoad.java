package dev.waybill.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The same load over HTTP and JSON, with a connection for each order in flight. The generator does
 * as little work as HTTP allows, so that its cost does not count against the contender.
 */
public final class HttpLoad implements LoadGenerator {
  private static final int ITEMS = 100;
  private static final int CUSTOMERS = 1000;
  private static final int DIGITS = 3;

  private final int port;
  private final AtomicLong count = new AtomicLong();

  public HttpLoad(int port) {
    this.port = port;
  }

  @Override
  public Answers run(Load load) {
    Histogram micros = new ConcurrentHistogram(DIGITS);
    LongAdder inTime = new LongAdder();
    LongAdder failed = new LongAdder();
    long end = System.nanoTime() + load.duration().toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < load.inFlight(); i++) {
        threads.execute(
            () -> {
              while (System.nanoTime() < end) {
                workUntilAFailure(load.hot(), end, micros, inTime, failed);
              }
            });
      }
    }
    return new Answers(
        micros.getTotalCount(),
        failed.sum(),
        true,
        inTime.sum() / (load.duration().toNanos() / 1e9),
        micros.getValueAtPercentile(50) / 1000.0,
        micros.getValueAtPercentile(99) / 1000.0);
  }

  @Override
  public Answers run(Rate rate) {
    try (HttpOpenLoop loop = new HttpOpenLoop(port, () -> order(false))) {
      return loop.run(rate);
    }
  }

  /** Stops at a failure, because the connection is unusable after it. */
  private void workUntilAFailure(
      boolean hot, long end, Histogram micros, LongAdder inTime, LongAdder failed) {
    try (HttpConnection connection = HttpConnection.open(InetAddress.getLoopbackAddress(), port)) {
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        connection.post("/orders", order(hot));
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
        if (System.nanoTime() < end) {
          inTime.increment();
        }
      }
    } catch (IOException _) {
      failed.increment();
    }
  }

  private String order(boolean hot) {
    long number = count.getAndIncrement();
    return order(number % CUSTOMERS, hot ? 0 : number % ITEMS);
  }

  /** The order that {@link GrpcLoad} sends as protobuf, in JSON. */
  static String order(long customer, long item) {
    return String.format(
        Locale.ROOT,
        """
        {"requestId":"%s","customerId":"load-%d","lines":[{"sku":"SKU-%03d","quantity":1}],\
        "paymentToken":"tok_ok"}""",
        UUID.randomUUID(),
        customer,
        item);
  }
}
