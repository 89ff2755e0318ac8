package dev.waybill.order.workflow;

import dev.waybill.common.failure.OverloadedException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Admits so much work at a time and refuses the rest at once; what is admitted is never refused.
 */
final class Admission {

  private final Semaphore free;
  private final String refusal;

  Admission(int limit, String what) {
    this.free = new Semaphore(limit);
    this.refusal = "%d %s are in flight already".formatted(limit, what);
  }

  <T> T admit(Supplier<T> work) {
    if (!free.tryAcquire()) {
      throw new OverloadedException(refusal);
    }
    try {
      return work.get();
    } finally {
      free.release();
    }
  }
}
