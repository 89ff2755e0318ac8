package dev.waybill.local.load;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Places orders at a fixed rate, whether or not earlier ones have been answered, like customers who
 * do not know of each other.
 */
final class OpenLoop implements Pace {
  /** How long after its end a phase still sends overdue calls. */
  private static final Duration OVERTIME = Duration.ofSeconds(5);

  /** Waking up for each single call would cost more than the call. */
  private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private final OrderCalls calls;
  private final OrderMix mix;
  private final double rate;
  private final Arrivals arrivals;
  private final Semaphore room;

  OpenLoop(OrderCalls calls, OrderMix mix, double perSecond, Arrivals arrivals) {
    this(calls, mix, perSecond, arrivals, LoadPlan.MOST_IN_FLIGHT);
  }

  /** Delays the next call while the maximum is in flight. */
  OpenLoop(OrderCalls calls, OrderMix mix, double perSecond, Arrivals arrivals, int mostInFlight) {
    this.calls = calls;
    this.mix = mix;
    this.rate = perSecond;
    this.arrivals = arrivals;
    this.room = new Semaphore(mostInFlight);
  }

  @Override
  public void run(Tally phase) {
    long length = phase.duration().toNanos();
    long count = Math.round(rate * length / TimeUnit.SECONDS.toNanos(1));
    long giveUp = phase.startNanos() + phase.duration().plus(OVERTIME).toNanos();
    double due = 0;
    for (long number = 0; number < count; number++) {
      due = arrivals.due(number, count, due);
      long intended = phase.startNanos() + (long) (due * length);
      if (!awaitTime(intended)) {
        return;
      }
      phase.offer(1);
      if (!hasRoomBefore(giveUp)) {
        phase.offer(count - number - 1);
        return;
      }
      phase.noteLateness(intended);
      calls.send(mix.next(), intended, phase, _ -> room.release());
    }
  }

  private boolean hasRoomBefore(long giveUpNanos) {
    try {
      long left = giveUpNanos - System.nanoTime();
      return left > 0 && room.tryAcquire(left, TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits until the time. Returns false at once if the thread is interrupted. */
  private static boolean awaitTime(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(Math.max(left, SHORTEST_PAUSE_NANOS));
    }
    return !Thread.currentThread().isInterrupted();
  }
}
