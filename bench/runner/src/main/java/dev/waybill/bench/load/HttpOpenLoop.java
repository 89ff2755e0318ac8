package dev.waybill.bench.load;

import dev.waybill.local.load.Arrivals;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Places orders over HTTP at a rate, as `waybill load` does over gRPC: a connection is used again
 * once its answer has come, and a new one is opened when none is free.
 */
final class HttpOpenLoop implements AutoCloseable {
  private static final int MOST_IN_FLIGHT = 512;
  private static final int DIGITS = 3;
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final double LATE_SHARE_ALLOWED = 0.01;

  /** How long after its end a phase still sends overdue orders. */
  private static final Duration OVERTIME = Duration.ofSeconds(5);

  private final int port;
  private final Supplier<String> orders;
  private final Semaphore room = new Semaphore(MOST_IN_FLIGHT);
  private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

  HttpOpenLoop(int port, Supplier<String> orders) {
    this.port = port;
    this.orders = orders;
  }

  /** The counts of one phase. */
  private record Phase(
      Histogram micros, LongAdder inTime, LongAdder failed, LongAdder late, long start, long end) {
    static Phase of(Duration duration) {
      long start = System.nanoTime();
      return new Phase(
          new ConcurrentHistogram(DIGITS),
          new LongAdder(),
          new LongAdder(),
          new LongAdder(),
          start,
          start + duration.toNanos());
    }
  }

  Answers run(Rate rate) {
    Phase measured;
    long due;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      send(rate.perSecond(), Phase.of(rate.leadIn()), threads);
      measured = Phase.of(rate.duration());
      due = send(rate.perSecond(), measured, threads);
    }
    return new Answers(
        measured.micros().getTotalCount(),
        measured.failed().sum(),
        measured.late().sum() <= due * LATE_SHARE_ALLOWED,
        measured.inTime().sum() / (rate.duration().toNanos() / 1e9),
        measured.micros().getValueAtPercentile(50) / 1000.0,
        measured.micros().getValueAtPercentile(99) / 1000.0);
  }

  @Override
  public void close() {
    idle.forEach(HttpOpenLoop::close);
  }

  /** Sends the orders of a phase and returns how many it has. They may still be in flight. */
  private long send(double perSecond, Phase phase, ExecutorService threads) {
    long length = phase.end() - phase.start();
    long count = Math.round(perSecond * length / 1e9);
    double fraction = 0;
    for (long number = 0; number < count; number++) {
      fraction = Arrivals.RANDOM.due(number, count, fraction);
      long due = phase.start() + (long) (fraction * length);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      if (!hasRoomBefore(phase.end() + OVERTIME.toNanos())) {
        phase.late().add(count - number);
        break;
      }
      if (System.nanoTime() - due > LATE_NANOS) {
        phase.late().increment();
      }
      threads.execute(() -> place(due, phase));
    }
    return count;
  }

  private boolean hasRoomBefore(long giveUpNanos) {
    try {
      return room.tryAcquire(Math.max(0, giveUpNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while placing orders", e);
    }
  }

  private void place(long due, Phase phase) {
    try {
      HttpConnection free = idle.poll();
      HttpConnection connection =
          free == null ? HttpConnection.open(InetAddress.getLoopbackAddress(), port) : free;
      post(connection);
      long now = System.nanoTime();
      phase.micros().recordValue(TimeUnit.NANOSECONDS.toMicros(now - due));
      if (now < phase.end()) {
        phase.inTime().increment();
      }
    } catch (IOException _) {
      phase.failed().increment();
    } finally {
      room.release();
    }
  }

  /** Keeps the connection, unless the order fails on it. */
  private void post(HttpConnection connection) throws IOException {
    try {
      connection.post("/orders", orders.get());
      idle.push(connection);
    } catch (IOException e) {
      close(connection);
      throw e;
    }
  }

  private static void close(HttpConnection connection) {
    try {
      connection.close();
    } catch (IOException _) {
      // Nobody uses it any more.
    }
  }
}
