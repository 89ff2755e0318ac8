package dev.waybill.order.workflow;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Virtual threads for background work, with a limit on how many run at a time. */
final class Workers {

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private final String name;
  private final Semaphore free;
  private final ExecutorService threads;

  Workers(String name, int limit) {
    this.name = name;
    this.free = new Semaphore(limit);
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
  }

  /** How many more tasks can start now. */
  int free() {
    return free.availablePermits();
  }

  /** Waits until a worker is free; returns false if none is in time. */
  boolean awaitFree(Duration limit) {
    try {
      if (!free.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
      free.release();
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Starts the work as soon as a worker is free. */
  void start(Runnable work) {
    free.acquireUninterruptibly();
    threads.execute(
        () -> {
          try {
            work.run();
          } finally {
            free.release();
          }
        });
  }

  /**
   * Waits for the work in progress. Work that exceeds the limit is not interrupted, because it uses
   * JDBC.
   */
  void close(Duration limit) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("{}: work is still in progress after {}; leases cover it", name, limit);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
