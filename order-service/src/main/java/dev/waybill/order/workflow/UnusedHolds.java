package dev.waybill.order.workflow;

import dev.waybill.common.background.Backoff;
import dev.waybill.common.background.Loop;
import dev.waybill.common.correlation.CorrelationId;
import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Inventory;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.ParticipantUnavailableException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back stock that was reserved for an order that was never recorded. It first uses the
 * caller's time, and then retries in the background while inventory is silent. Holds that are left
 * when the process dies expire by themselves.
 */
public final class UnusedHolds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UnusedHolds.class);
  private static final int QUEUE_CAPACITY = 4096;
  private static final int CONCURRENCY = 32;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

  /** How long to retry; a hold expires by itself a few minutes later. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Inventory inventory;
  private final Duration callLimit;
  private final BlockingQueue<Unused> waiting = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Workers workers = new Workers("unused-holds", CONCURRENCY);
  private final Loop loop =
      new Loop(
          "unused-holds", new OutageLog(LOG, "unused-holds"), LONGEST_PAUSE, this::startWhenFree);

  public UnusedHolds(Inventory inventory, WorkflowSettings settings) {
    this.inventory = inventory;
    this.callLimit = settings.times().workflowLimit();
  }

  public void start() {
    loop.start();
  }

  /**
   * Withdraws the hold of an intent that was not recorded. Does not affect other attempts to place
   * the order.
   *
   * @return whether inventory has confirmed that nothing is held for the order
   */
  boolean withdraw(OrderCommand.Place intent, TimeBudget budget) {
    return giveBack(
        Unused.of(
            intent.orderId(), time -> inventory.withdraw(intent.orderId(), intent.claim(), time)),
        budget);
  }

  /** Releases the hold of an id that can never belong to an order. */
  void release(OrderId id, TimeBudget budget) {
    giveBack(
        Unused.of(
            id,
            time -> {
              inventory.release(id, time);
              return true;
            }),
        budget);
  }

  /** Tries waiting holds once more, and waits for the work in progress. */
  @Override
  public void close() {
    closing.countDown();
    loop.close(callLimit);
    while (workers.free() > 0 && startNext()) {
      LOG.debug("asked again before the end");
    }
    workers.close(callLimit);
    waiting.forEach(UnusedHolds::leave);
  }

  private Loop.Next startWhenFree() {
    return Loop.Next.atOnceIf(!workers.awaitFree(LONGEST_PAUSE) || startNext());
  }

  private boolean startNext() {
    Unused next = waiting.poll();
    if (next != null) {
      workers.start(() -> CorrelationId.run(next.correlationId(), () -> askAgain(next)));
    }
    return next != null;
  }

  private void askAgain(Unused unused) {
    try {
      if (unused.attempts() > 1) {
        Duration pause = BACKOFF.after(unused.attempts() - 2);
        boolean _ = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
      }
      boolean _ = giveBack(unused, TimeBudget.of(callLimit));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      leave(unused);
    }
  }

  private boolean giveBack(Unused unused, TimeBudget budget) {
    try {
      return unused.question().test(budget);
    } catch (ParticipantUnavailableException silence) {
      LOG.debug("stock for {}, which is no order: {}", unused.id(), silence.getMessage());
      if (unused.patience().isSpent() || !waiting.offer(unused.askedAgain())) {
        leave(unused);
      }
      loop.wake();
      return false;
    }
  }

  private static void leave(Unused unused) {
    LOG.info("stock for {}, which is no order, is held until it expires", unused.id());
  }

  /**
   * Stock to be given back.
   *
   * @param question asks inventory to give the stock back, and returns whether nothing is held any
   *     more
   * @param attempts how often inventory was asked
   */
  private record Unused(
      OrderId id,
      Predicate<TimeBudget> question,
      TimeBudget patience,
      int attempts,
      String correlationId) {
    static Unused of(OrderId id, Predicate<TimeBudget> question) {
      return new Unused(id, question, TimeBudget.of(PATIENCE), 0, CorrelationId.current());
    }

    Unused askedAgain() {
      return new Unused(id, question, patience, attempts + 1, correlationId);
    }
  }
}
