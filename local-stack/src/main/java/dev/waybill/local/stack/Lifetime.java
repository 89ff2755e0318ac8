package dev.waybill.local.stack;

import dev.waybill.common.config.StartupException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Closes what has been started, last first. If the process is told to end while something is still
 * starting, it waits for that start and closes it too.
 */
public final class Lifetime implements AutoCloseable {
  /** The code a shell reports for a program that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  private static final Duration GRACE = Duration.ofMillis(300);

  private final ReadWriteLock starting = new ReentrantReadWriteLock();
  private final Deque<AutoCloseable> owned = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** A lifetime that ends at the latest when the process does, by signal or otherwise. */
  public static Lifetime untilTheProcessEnds() {
    Lifetime lifetime = new Lifetime();
    Runtime.getRuntime().addShutdownHook(new Thread(lifetime::close, "stop"));
    return lifetime;
  }

  /** Starts something and owns it. Can be called from several threads at a time. */
  public <T extends AutoCloseable> T own(Supplier<T> start) {
    starting.readLock().lock();
    try {
      if (isEnding()) {
        throw new StartupException("stopped while starting");
      }
      T started = start.get();
      synchronized (owned) {
        owned.push(started);
      }
      return started;
    } finally {
      starting.readLock().unlock();
    }
  }

  /** Whether the end has begun; failures after that are expected. */
  public boolean isEnding() {
    return ended.getCount() == 0;
  }

  /**
   * Returns the exit code if the work failed because the end has begun, otherwise rethrows the
   * failure.
   */
  public int interrupted(RuntimeException failure) {
    if (endsWithin(GRACE)) {
      return INTERRUPTED;
    }
    throw failure;
  }

  /**
   * Waits a little, because Ctrl-C also stops PostgreSQL's programs and their failure may be
   * noticed first.
   */
  private boolean endsWithin(Duration grace) {
    try {
      return ended.await(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Closes everything. A second caller waits for the first to finish. */
  @Override
  public void close() {
    ended.countDown();
    starting.writeLock().lock();
    try {
      while (!owned.isEmpty()) {
        close(owned.pop());
      }
    } finally {
      starting.writeLock().unlock();
    }
  }

  /**
   * A failure must not leave the rest open. The logger is created here because a command configures
   * its log first.
   */
  private static void close(AutoCloseable started) {
    try {
      started.close();
    } catch (Exception e) {
      LoggerFactory.getLogger(Lifetime.class).error("cannot close {}", started, e);
    }
  }
}
