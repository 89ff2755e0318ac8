package dev.waybill.common.background;

import dev.waybill.common.logging.OutageLog;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a step of background work again and again until it is closed. Each step says when the next
 * one is due, and {@link #wake} makes it due at once. A step that fails is repeated with growing
 * waits, and logged as an outage. Has no effect until it is started.
 *
 * <p>Steps run on a platform thread, because most read the database constantly and must get their
 * turn even if virtual threads keep all processors busy.
 */
public final class Loop {
  /** When the next step is due unless the loop is woken before. */
  public enum Next {
    AT_ONCE,

    /** After a part of the pause: work keeps coming, and is better done in small portions. */
    SOON,
    AFTER_PAUSE,

    /** There is nothing to do until the loop is woken. Says nothing about the end of an outage. */
    WHEN_WOKEN;

    /** Returns AT_ONCE if there is more to do, otherwise AFTER_PAUSE. */
    public static Next atOnceIf(boolean more) {
      return more ? AT_ONCE : AFTER_PAUSE;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  /** Failing steps are at most this far apart, or the loop's pause if that is longer. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** The pause, divided by the one that is soon over. */
  private static final int SOON_PARTS = 4;

  private final OutageLog outage;
  private final Duration pause;
  private final Backoff backoff;
  private final Supplier<Next> step;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Thread thread;
  private volatile boolean failing;
  private volatile boolean closed;

  /**
   * @param name the name of the thread
   * @param outage logs failing steps
   * @param pause the time between two steps unless a step says otherwise
   */
  public Loop(String name, OutageLog outage, Duration pause, Supplier<Next> step) {
    this.outage = outage;
    this.pause = pause;
    this.backoff = new Backoff(pause, pause.compareTo(LONGEST_WAIT) > 0 ? pause : LONGEST_WAIT);
    this.step = step;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
  }

  public void start() {
    thread.start();
  }

  /** Makes the next step due at once. It sees everything that was done before this call. */
  public void wake() {
    wakeUps.release();
  }

  /** Whether the last step that had something to do failed. */
  public boolean isFailing() {
    return failing;
  }

  /** Starts no more steps, and does not wait for the last one. */
  public void stop() {
    closed = true;
    wake();
  }

  /**
   * Starts no more steps, and waits for the last one. That is not interrupted, because it may use
   * JDBC. May be called even if the loop was never started.
   *
   * @param limit how long to wait at most
   */
  public void close(Duration limit) {
    stop();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      if (!thread.join(limit)) {
        LOG.warn("{}: the last step is still running after {}", thread.getName(), limit);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    int failures = 0;
    try {
      while (!closed) {
        // Before the step: it does the work that these wake-ups announced.
        wakeUps.drainPermits();
        try {
          Next next = step.get();
          if (next != Next.WHEN_WOKEN) {
            failures = 0;
            failing = false;
            outage.recovered();
          }
          await(next);
        } catch (RuntimeException e) {
          failing = true;
          outage.failed(e);
          failures++;
          waitAtMost(waitAfter(failures));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(Next next) throws InterruptedException {
    switch (next) {
      case AT_ONCE -> {}
      case SOON -> waitAtMost(pause.dividedBy(SOON_PARTS));
      case AFTER_PAUSE -> waitAtMost(pause);
      case WHEN_WOKEN -> wakeUps.acquire();
    }
  }

  /** Never shorter than the pause, because a failing step must not run more often. */
  private Duration waitAfter(int failures) {
    Duration wait = backoff.after(failures);
    return wait.compareTo(pause) < 0 ? pause : wait;
  }

  private void waitAtMost(Duration limit) throws InterruptedException {
    boolean _ = wakeUps.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
  }
}
