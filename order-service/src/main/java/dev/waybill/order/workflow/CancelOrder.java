package dev.waybill.order.workflow;

import dev.waybill.common.caller.Caller;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Cancellation;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.workflow.OrderSaga.SagaOutcome;
import java.time.Duration;

/**
 * Cancels an order that is not being fulfilled yet, and gives back what it holds while the caller
 * waits. {@link OrderRecovery} does the rest.
 */
public final class CancelOrder {

  private final OrderStore store;
  private final OrderSaga saga;
  private final OrderRecovery recovery;
  private final Duration workflowLimit;
  private final Admission admission;

  public CancelOrder(
      OrderStore store, OrderSaga saga, OrderRecovery recovery, WorkflowSettings settings) {
    this.store = store;
    this.saga = saga;
    this.recovery = recovery;
    this.workflowLimit = settings.times().workflowLimit();
    // A separate limit, because a rush of new orders must not keep customers from cancelling
    // theirs.
    this.admission = new Admission(settings.maxOrdersInFlight(), "cancellations");
  }

  /**
   * Throws the store's failures, and OverloadedException, only if nothing is known to be stored.
   */
  public CancelResult cancel(
      OrderId id, Caller caller, String correlationId, TimeBudget callersTime) {
    TimeBudget budget = callersTime.minus(PlaceOrder.ANSWER_TIME).atMost(workflowLimit);
    return admission.admit(() -> cancelAdmitted(id, caller, correlationId, budget));
  }

  private CancelResult cancelAdmitted(
      OrderId id, Caller caller, String correlationId, TimeBudget budget) {
    OrderCommand.Cancel cancel = new OrderCommand.Cancel(id, caller, Claim.fresh(), correlationId);
    return switch (store.apply(cancel, budget)) {
      case Cancellation.Turned turned ->
          new CancelResult.Cancelled(workOn(turned.claimed(), budget));
      case Cancellation.Repeated repeated -> new CancelResult.Cancelled(repeated.order());
      case Cancellation.TooLate tooLate -> new CancelResult.TooLate(tooLate.order());
      case Cancellation.NotFound notFound -> new CancelResult.NotFound(notFound.orderId());
    };
  }

  private Order workOn(ClaimedOrder claimed, TimeBudget budget) {
    return switch (saga.run(claimed, budget)) {
      case SagaOutcome.AtRest atRest -> atRest.order();
      case SagaOutcome.Interrupted interrupted -> recovery.handOver(interrupted);
    };
  }

  /** The result of a request to cancel an order. */
  public sealed interface CancelResult {

    /** The order is cancelled or being cancelled, by this request or an earlier one. */
    record Cancelled(Order order) implements CancelResult {}

    /** The order can no longer be cancelled. */
    record TooLate(Order order) implements CancelResult {}

    /** There is no such order, or it is not one of the caller's. */
    record NotFound(OrderId orderId) implements CancelResult {}
  }
}
