package dev.waybill.system.faults;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Background clients: a fixed number starts every second, whether or not earlier ones are done. */
public final class Traffic implements AutoCloseable {
  private static final int MOST_AT_A_TIME = 400;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Runnable client;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("traffic").factory());
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(MOST_AT_A_TIME);
  private final AtomicInteger served = new AtomicInteger();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  private Traffic(Runnable client) {
    this.client = client;
  }

  /** A client that throws has found a fault, which {@link #close} reports. */
  static Traffic start(int perSecond, Runnable client) {
    Traffic traffic = new Traffic(client);
    var _ =
        traffic.clock.scheduleAtFixedRate(
            traffic::arrive, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
    return traffic;
  }

  /** Waits until the given number of further clients have succeeded or given up. */
  public void awaitMore(int count) {
    int goal = served.get() + count;
    Awaitility.await("another " + count + " clients")
        .atMost(PATIENCE)
        .until(() -> served.get() >= goal);
  }

  /** Starts no more clients, and waits for those that are running. */
  @Override
  public void close() {
    clock.shutdownNow();
    clients.close();
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.size() + " clients failed", failures.peek());
    }
  }

  /** A client leaves again if too many are running. */
  private void arrive() {
    if (room.tryAcquire()) {
      clients.execute(this::serve);
    }
  }

  private void serve() {
    try {
      client.run();
    } catch (RuntimeException | Error e) {
      failures.add(e);
    } finally {
      served.incrementAndGet();
      room.release();
    }
  }
}
