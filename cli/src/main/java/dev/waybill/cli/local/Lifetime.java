package dev.waybill.cli.local;

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
 * What has been started, to be closed last first: also when the process is told to end while
 * something is just starting, which is then awaited and closed too.
 */
public final class Lifetime implements AutoCloseable {
  /** What a shell answers for a program that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  private static final Duration GRACE = Duration.ofMillis(300);

  private final ReadWriteLock starting = new ReentrantReadWriteLock();
  private final Deque<AutoCloseable> owned = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** A lifetime that ends with the process at the latest, by signal or otherwise. */
  public static Lifetime untilTheProcessEnds() {
    Lifetime lifetime = new Lifetime();
    Runtime.getRuntime().addShutdownHook(new Thread(lifetime::close, "stop"));
    return lifetime;
  }

  /** Starts something and owns it. May be called by several threads at a time. */
  public <T extends AutoCloseable> T own(Supplier<T> start) {
    starting.readLock().lock();
    try {
      if (isEnding()) {
        throw new StartupException("told to stop while starting");
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

  /** Whether the end has begun; what fails from here on is no news. */
  public boolean isEnding() {
    return ended.getCount() == 0;
  }

  /**
   * The exit code of work that failed because the end has begun; any other failure is thrown on.
   */
  public int interrupted(RuntimeException failure) {
    if (endsWithin(GRACE)) {
      return INTERRUPTED;
    }
    throw failure;
  }

  /** Ctrl-C reaches PostgreSQL's programs too, and their failure may be heard of first. */
  private boolean endsWithin(Duration grace) {
    try {
      return ended.await(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Closes everything. A second caller waits for the first. */
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
   * One failure must not keep the rest open. No logger before it: a command chooses its log first.
   */
  private static void close(AutoCloseable started) {
    try {
      started.close();
    } catch (Exception e) {
      LoggerFactory.getLogger(Lifetime.class).error("{} does not close", started, e);
    }
  }
}
