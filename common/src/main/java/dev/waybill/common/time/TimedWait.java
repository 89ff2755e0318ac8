package dev.waybill.common.time;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for futures, at most for a budget.
 *
 * <p>A timed wait of a virtual thread sets a timer of the JDK and cancels it again, and either
 * wakes the JDK's timer thread. That was a tenth of the CPU time of a service that waits for many
 * short transactions. Here one thread ends all waits. It is woken for the first wait after a pause,
 * and for a wait that is shorter than its round.
 */
public final class TimedWait {
  /** How often the thread looks at all waits and forgets those that are over. */
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final TimedWait ALL = new TimedWait();

  private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("timed-waits").unstarted(this::work);
  private volatile boolean resting;

  private TimedWait() {
    thread.start();
  }

  /**
   * Like {@link CompletableFuture#get(long, TimeUnit)}.
   *
   * @throws TimeoutException if the budget is spent before the future is done
   */
  public static <R> R get(CompletableFuture<R> future, TimeBudget budget)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!future.isDone()) {
      Wait wait = new Wait(budget, new CompletableFuture<>());
      var _ = future.whenComplete((_, _) -> wait.end());
      ALL.add(wait);
      var _ = wait.over().get();
    }
    if (future.isDone()) {
      return future.get();
    }
    throw new TimeoutException();
  }

  private void add(Wait wait) {
    waits.add(wait);
    if (resting || wait.nanosLeft() < ROUND_NANOS) {
      LockSupport.unpark(thread);
    }
  }

  private void work() {
    while (true) {
      long next = ROUND_NANOS;
      for (Wait wait : waits) {
        next = Math.min(next, wait.nanosLeft());
      }
      rest(next);
      waits.removeIf(Wait::isOver);
    }
  }

  private void rest(long nanos) {
    resting = true;
    if (waits.isEmpty()) {
      LockSupport.park(this);
      resting = false;
    } else {
      resting = false;
      LockSupport.parkNanos(this, nanos);
    }
  }

  /** One caller's wait. */
  private record Wait(TimeBudget budget, CompletableFuture<Void> over) {
    long nanosLeft() {
      return budget.remaining().toNanos();
    }

    void end() {
      var _ = over.complete(null);
    }

    boolean isOver() {
      if (budget.isSpent()) {
        end();
      }
      return over.isDone();
    }
  }
}
