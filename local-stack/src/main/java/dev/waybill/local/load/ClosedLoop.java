package dev.waybill.local.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a fixed number of orders in flight: each answer triggers the next order. It shows how much
 * the services can do but not how long customers wait, because it slows down when they do.
 */
final class ClosedLoop implements Pace {
  /** Pauses before it calls a service again that has just failed. */
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(20);

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(
          PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);

  private final OrderCalls calls;
  private final OrderMix mix;
  private final int inFlight;

  ClosedLoop(OrderCalls calls, OrderMix mix, int inFlight) {
    this.calls = calls;
    this.mix = mix;
    this.inFlight = inFlight;
  }

  @Override
  public void run(Tally phase) {
    for (int i = 0; i < inFlight; i++) {
      next(phase);
    }
    while (!phase.isOver() && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(phase.remaining().toNanos());
    }
  }

  private void next(Tally phase) {
    if (phase.isOver()) {
      return;
    }
    phase.offer(1);
    calls.send(mix.next(), System.nanoTime(), phase, answered -> goOn(answered, phase));
  }

  private void goOn(boolean answered, Tally phase) {
    if (answered) {
      next(phase);
    } else {
      LATER.execute(() -> next(phase));
    }
  }
}
