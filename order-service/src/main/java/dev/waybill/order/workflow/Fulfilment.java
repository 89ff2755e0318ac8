package dev.waybill.order.workflow;

import dev.waybill.common.background.Loop;
import dev.waybill.common.logging.OutageLog;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.OrderStore.DueWork;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fulfils confirmed orders once they can no longer be cancelled: ships, then charges. */
public final class Fulfilment implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Fulfilment.class);

  private final Duration interval;
  private final Duration workflowLimit;
  private final DueBatch dueBatch;
  private final Workers workers;
  private final Loop loop;

  public Fulfilment(OrderStore store, OrderSaga saga, WorkflowSettings settings) {
    this.interval = settings.fulfilment().interval();
    this.workflowLimit = settings.times().workflowLimit();
    this.dueBatch =
        new DueBatch(
            store, DueWork.FULFILMENT, new UnattendedRun(store, saga, settings), workflowLimit);
    this.workers = new Workers("fulfilment", settings.fulfilment().concurrency());
    this.loop =
        new Loop("fulfilment", new OutageLog(LOG, "fulfilment"), interval, this::startDueWork);
  }

  public void start() {
    loop.start();
  }

  /** Stops claiming orders, and waits for the runs in progress. */
  @Override
  public void close() {
    loop.close(workflowLimit);
    workers.close(workflowLimit);
  }

  private Loop.Next startDueWork() {
    // If every worker is busy, there is surely more to do; the wait alone keeps this from spinning.
    return workers.awaitFree(interval) ? dueBatch.startOn(workers) : Loop.Next.AT_ONCE;
  }
}
