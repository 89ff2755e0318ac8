package dev.waybill.order.workflow;

import dev.waybill.common.logging.OutageLog;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs rounds of work one after the other, on its own thread: at once if a round says there is more
 * to do, otherwise when woken or after a pause.
 */
final class Rounds {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final OutageLog outage;
  private final Duration pause;
  private final BooleanSupplier round;
  private final Thread thread;
  private final Semaphore wakeUps = new Semaphore(0);
  private volatile boolean closed;

  Rounds(String name, Duration pause, BooleanSupplier round) {
    this.outage = new OutageLog(LOG, name);
    this.pause = pause;
    this.round = round;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /** Starts the next round without further pause. */
  void wake() {
    wakeUps.release();
  }

  /**
   * Starts no more rounds, and waits for the last one. May be called even if it was never started.
   */
  void close(Duration limit) {
    closed = true;
    wake();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      if (!thread.join(limit)) {
        LOG.warn("{}: the last round is still going on after {}", thread.getName(), limit);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!closed) {
        if (!round()) {
          boolean _ = wakeUps.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
          wakeUps.drainPermits();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean round() {
    try {
      boolean more = round.getAsBoolean();
      outage.recovered();
      return more;
    } catch (RuntimeException e) {
      outage.failed(e);
      return false;
    }
  }
}
