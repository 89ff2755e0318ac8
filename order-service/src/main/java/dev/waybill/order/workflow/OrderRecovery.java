package dev.waybill.order.workflow;

import dev.waybill.common.background.Loop;
import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderStep;
import dev.waybill.order.domain.OrderStep.StepResult;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.OrderStore.DueWork;
import dev.waybill.order.workflow.OrderSaga.SagaOutcome;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Continues orders whose run broke off. Those handed over in this process continue at once; those
 * of a dead process continue when their lease has expired.
 */
public final class OrderRecovery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OrderRecovery.class);
  private static final int QUEUE_CAPACITY = 4096;

  private final OutageLog takingOver = new OutageLog(LOG, "taking orders over");
  private final OrderStore store;
  private final Duration workflowLimit;
  private final Duration interval;
  private final UnattendedRun run;
  private final DueBatch dueBatch;
  private final BlockingQueue<ClaimedOrder> handedOver = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final Workers workers;
  private final Loop loop;
  private TimeBudget untilNextScan = TimeBudget.of(Duration.ZERO);

  public OrderRecovery(OrderStore store, OrderSaga saga, WorkflowSettings settings) {
    this.store = store;
    this.workflowLimit = settings.times().workflowLimit();
    this.interval = settings.recovery().interval();
    this.run = new UnattendedRun(store, saga, settings);
    this.dueBatch = new DueBatch(store, DueWork.RECOVERY, run, workflowLimit);
    this.workers = new Workers("order-recovery", settings.recovery().concurrency());
    this.loop =
        new Loop(
            "order-recovery", new OutageLog(LOG, "order-recovery"), interval, this::startDueWork);
  }

  public void start() {
    loop.start();
  }

  /**
   * Takes an order from a run that broke off, and returns it as last known. If the queue is full,
   * the order waits for its lease to expire instead.
   */
  Order handOver(SagaOutcome.Interrupted interrupted) {
    boolean taken = handedOver.offer(interrupted.claimed());
    interrupted.log(LOG, taken ? "recovered at once" : "recovered after its lease");
    loop.wake();
    return interrupted.claimed().order();
  }

  /** Stops claiming orders, and waits for the runs in progress. */
  @Override
  public void close() {
    loop.close(workflowLimit);
    workers.close(workflowLimit);
  }

  private Loop.Next startDueWork() {
    if (!workers.awaitFree(interval)) {
      return Loop.Next.AT_ONCE;
    }
    startHandedOver();
    boolean more = untilNextScan.isSpent() && scan();
    return Loop.Next.atOnceIf(more || !handedOver.isEmpty());
  }

  /** Impatient callers cause many wake-ups; they must not make the store be queried more often. */
  private boolean scan() {
    untilNextScan = TimeBudget.of(interval);
    boolean more = dueBatch.startOn(workers) == Loop.Next.AT_ONCE;
    if (more) {
      untilNextScan = TimeBudget.of(Duration.ZERO);
    }
    return more;
  }

  private void startHandedOver() {
    while (workers.free() > 0) {
      ClaimedOrder next = handedOver.poll();
      if (next == null) {
        return;
      }
      workers.start(() -> takeOver(next));
    }
  }

  /** The new claim fences writes that the interrupted run may still have in flight. */
  private void takeOver(ClaimedOrder abandoned) {
    TimeBudget budget = TimeBudget.of(workflowLimit);
    Claim claim = Claim.fresh();
    try {
      StepResult result =
          store.apply(new OrderStep.TakeOver(abandoned.id(), abandoned.claim(), claim), budget);
      takingOver.recovered();
      if (result instanceof StepResult.Applied applied) {
        run.run(applied.claimed(), budget);
      }
    } catch (RuntimeException e) {
      LOG.debug("order {} is recovered after its lease", abandoned.id(), e);
      takingOver.failed(e);
    }
  }
}
