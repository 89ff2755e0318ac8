package dev.waybill.order.workflow;

import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.DueWork;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.StepResult;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with orders whose run broke off: those handed over in this process at once, those of a
 * process that is gone when their lease has ended.
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
  private final Rounds rounds;
  private TimeBudget untilNextScan = TimeBudget.of(Duration.ZERO);

  public OrderRecovery(OrderStore store, OrderSaga saga, WorkflowSettings settings) {
    this.store = store;
    this.workflowLimit = settings.times().workflowLimit();
    this.interval = settings.recovery().interval();
    this.run = new UnattendedRun(store, saga, settings);
    this.dueBatch = new DueBatch(store, DueWork.RECOVERY, run, workflowLimit);
    this.workers = new Workers("order-recovery", settings.recovery().concurrency());
    this.rounds = new Rounds("order-recovery", interval, this::round);
  }

  public void start() {
    rounds.start();
  }

  /**
   * Takes an order from a run that broke off, and answers it as last known. When there are too
   * many, the order waits for its lease to end instead.
   */
  Order handOver(SagaOutcome.Interrupted interrupted) {
    boolean taken = handedOver.offer(interrupted.claimed());
    Interruptions.log(LOG, interrupted, taken ? "recovered at once" : "recovered after its lease");
    rounds.wake();
    return interrupted.claimed().order();
  }

  /** Claims nothing more, and waits for the runs in progress. */
  @Override
  public void close() {
    rounds.close(workflowLimit);
    workers.close(workflowLimit);
  }

  private boolean round() {
    if (!workers.awaitFree(interval)) {
      return true;
    }
    startHandedOver();
    boolean more = untilNextScan.isSpent() && scan();
    return more || !handedOver.isEmpty();
  }

  /**
   * Wake-ups are frequent when callers are impatient; the store is asked no more often for that.
   */
  private boolean scan() {
    untilNextScan = TimeBudget.of(interval);
    boolean more = dueBatch.startOn(workers);
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

  /** The new claim fences whatever the run that broke off may still have under way. */
  private void takeOver(ClaimedOrder abandoned) {
    TimeBudget budget = TimeBudget.of(workflowLimit);
    Claim claim = Claim.fresh();
    try {
      StepResult result =
          store.apply(new OrderCommand.TakeOver(abandoned.id(), abandoned.claim(), claim), budget);
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
