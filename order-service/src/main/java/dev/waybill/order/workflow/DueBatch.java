package dev.waybill.order.workflow;

import dev.waybill.common.background.Loop;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.OrderStore.DueWork;
import java.time.Duration;
import java.util.List;

/** Claims a batch of due orders, and gives each to a worker. */
final class DueBatch {

  /** The most orders claimed at once. */
  private static final int BATCH = 64;

  private static final Duration CLAIM_TIME = Duration.ofSeconds(2);

  private final OrderStore store;
  private final DueWork kind;
  private final UnattendedRun run;
  private final Duration workflowLimit;

  DueBatch(OrderStore store, DueWork kind, UnattendedRun run, Duration workflowLimit) {
    this.store = store;
    this.kind = kind;
    this.run = run;
    this.workflowLimit = workflowLimit;
  }

  /**
   * Claims at most as many orders as can start now. Returns when to look again: soon if some were
   * due, because what is left until the pause is over would start all at once, and the orders that
   * callers wait for would wait behind it.
   */
  Loop.Next startOn(Workers workers) {
    int limit = Math.min(BATCH, workers.free());
    if (limit == 0) {
      return Loop.Next.AFTER_PAUSE;
    }
    // Starts before the claim, so that the work ends before the lease does.
    TimeBudget budget = TimeBudget.of(workflowLimit);
    List<ClaimedOrder> due = store.claimDue(kind, Claim.fresh(), limit, budget.atMost(CLAIM_TIME));
    due.forEach(claimed -> workers.start(() -> run.run(claimed, budget)));
    if (due.size() == limit) {
      return Loop.Next.AT_ONCE;
    }
    return due.isEmpty() ? Loop.Next.AFTER_PAUSE : Loop.Next.SOON;
  }
}
