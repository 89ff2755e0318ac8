package dev.waybill.order.workflow;

import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.OrderStore.DueWork;
import java.time.Duration;

/** Fulfils confirmed orders once they can no longer be cancelled: ships, then charges. */
public final class Fulfilment implements AutoCloseable {

  private final Duration interval;
  private final Duration workflowLimit;
  private final DueBatch dueBatch;
  private final Workers workers;
  private final Rounds rounds;

  public Fulfilment(OrderStore store, OrderSaga saga, WorkflowSettings settings) {
    this.interval = settings.fulfilment().interval();
    this.workflowLimit = settings.times().workflowLimit();
    this.dueBatch =
        new DueBatch(
            store, DueWork.FULFILMENT, new UnattendedRun(store, saga, settings), workflowLimit);
    this.workers = new Workers("fulfilment", settings.fulfilment().concurrency());
    this.rounds = new Rounds("fulfilment", interval, this::round);
  }

  public void start() {
    rounds.start();
  }

  /** Stops claiming orders, and waits for the runs in progress. */
  @Override
  public void close() {
    rounds.close(workflowLimit);
    workers.close(workflowLimit);
  }

  private boolean round() {
    // If every worker is busy, there is surely more to do; the wait alone keeps this from spinning.
    return !workers.awaitFree(interval) || dueBatch.startOn(workers);
  }
}
