package dev.waybill.order.workflow;

import dev.waybill.common.failure.OverloadedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Admits a limited amount of work at a time and refuses the rest, at once or after a wait. Admitted
 * work is never refused.
 */
final class Admission {

  private final Semaphore free;
  private final String refusal;

  Admission(int limit, String what) {
    this.free = new Semaphore(limit);
    this.refusal =
        "%s %s are in flight, the most that --max-orders-in-flight allows".formatted(limit, what);
  }

  <T> T admit(Supplier<T> work) {
    return run(free.tryAcquire(), work);
  }

  /** Waits for a free slot at most this long; callers that do not wait go first. */
  <T> T admitWithin(Duration wait, Supplier<T> work) {
    try {
      return run(free.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS), work);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return run(false, work);
    }
  }

  private <T> T run(boolean admitted, Supplier<T> work) {
    if (!admitted) {
      throw new OverloadedException(refusal);
    }
    try {
      return work.get();
    } finally {
      free.release();
    }
  }
}
