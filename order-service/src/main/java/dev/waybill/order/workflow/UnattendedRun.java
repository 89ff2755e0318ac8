package dev.waybill.order.workflow;

import dev.waybill.common.background.Backoff;
import dev.waybill.common.correlation.CorrelationId;
import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderStep;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.workflow.OrderSaga.SagaOutcome;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the saga for an order that no caller waits for, and puts the order off if the run breaks
 * off.
 */
final class UnattendedRun {

  private static final Logger LOG = LoggerFactory.getLogger(UnattendedRun.class);

  /** How long to leave an order alone after an attempt failed. */
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

  private static final Duration PUT_OFF_TIME = Duration.ofSeconds(1);

  private final OutageLog silence = new OutageLog(LOG, "finishing orders");
  private final OutageLog puttingOff = new OutageLog(LOG, "putting orders off");
  private final OrderStore store;
  private final OrderSaga saga;
  private final Duration decisionLimit;

  UnattendedRun(OrderStore store, OrderSaga saga, WorkflowSettings settings) {
    this.store = store;
    this.saga = saga;
    this.decisionLimit = settings.times().decisionLimit();
  }

  /** Runs under the correlation id of the call that placed the order. */
  void run(ClaimedOrder claimed, TimeBudget budget) {
    CorrelationId.run(claimed.order().correlationId(), () -> attempt(claimed, budget));
  }

  private void attempt(ClaimedOrder claimed, TimeBudget budget) {
    TimeBudget undecided = TimeBudget.of(decisionLimit.minus(claimed.age()));
    switch (saga.run(claimed, budget)) {
      case SagaOutcome.AtRest atRest -> {
        silence.recovered();
        LOG.debug("order {} is {}", claimed.id(), atRest.order().state());
      }
      case SagaOutcome.Interrupted interrupted -> putOff(interrupted, undecided);
    }
  }

  private void putOff(SagaOutcome.Interrupted interrupted, TimeBudget undecided) {
    ClaimedOrder claimed = interrupted.claimed();
    Duration delay = delay(claimed, undecided);
    interrupted.log(LOG, "tried again in " + delay.toMillis() + " ms");
    if (!interrupted.isFault()) {
      silence.failed(interrupted.cause());
    }
    try {
      store.apply(
          new OrderStep.PutOff(claimed.id(), claimed.claim(), delay), TimeBudget.of(PUT_OFF_TIME));
      puttingOff.recovered();
    } catch (RuntimeException e) {
      LOG.debug("order {} could not be put off, its lease ends by itself", claimed.id(), e);
      puttingOff.failed(e);
    }
  }

  /** An undecided order is tried again no later than its decision limit. */
  private static Duration delay(ClaimedOrder claimed, TimeBudget undecided) {
    Duration delay = BACKOFF.after(claimed.lease().attempts());
    Duration left = undecided.remaining();
    boolean isCut = claimed.order().isPending() && left.isPositive() && left.compareTo(delay) < 0;
    return isCut ? left : delay;
  }
}
