package dev.waybill.order.workflow;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderResult;
import dev.waybill.order.domain.OrderStore;
import java.time.Duration;

/**
 * Places an order: records the intent, then works on it for as long as the caller waits.
 *
 * <p>The recorded intent is the pivot. Before it a failure is the caller's and nothing is stored;
 * after it the order will be brought to an end whatever happens, so the caller is answered the
 * order as it stands, and {@link OrderRecovery} does what remains.
 */
public final class PlaceOrder {

  /** What is kept of the caller's time to answer in. */
  static final Duration ANSWER_TIME = Duration.ofMillis(50);

  private final OrderStore store;
  private final OrderSaga saga;
  private final OrderRecovery recovery;
  private final Duration workflowLimit;
  private final Admission admission;

  public PlaceOrder(
      OrderStore store, OrderSaga saga, OrderRecovery recovery, WorkflowSettings settings) {
    this.store = store;
    this.saga = saga;
    this.recovery = recovery;
    this.workflowLimit = settings.times().workflowLimit();
    this.admission = new Admission(settings.maxOrdersInFlight(), "orders");
  }

  /** Throws the store's failures, and OverloadedException, only while nothing is known stored. */
  public PlaceResult place(OrderRequest request, String correlationId, TimeBudget callers) {
    TimeBudget budget = callers.minus(ANSWER_TIME).atMost(workflowLimit);
    return admission.admit(() -> placeAdmitted(request, correlationId, budget));
  }

  private PlaceResult placeAdmitted(OrderRequest request, String correlationId, TimeBudget budget) {
    OrderCommand.Place intent = OrderCommand.Place.of(request, Claim.fresh(), correlationId);
    return switch (store.applyNew(intent, budget)) {
      case OrderResult.Applied applied -> new PlaceResult.Placed(workOn(applied.claimed(), budget));
      // The first request's run decides; a second one beside it would only be fenced.
      case OrderResult.Repeated repeated ->
          new PlaceResult.Placed(new PendingOrder(store, repeated.order()).await(budget));
      case OrderResult.RequestIdReused reused -> new PlaceResult.RequestIdReused(reused.orderId());
      case OrderResult.Fenced _, OrderResult.TooLateToCancel _, OrderResult.NotFound _ ->
          throw new IllegalStateException("no answer to " + intent);
    };
  }

  private Order workOn(ClaimedOrder claimed, TimeBudget budget) {
    return switch (saga.run(claimed, budget)) {
      case SagaOutcome.AtRest atRest -> atRest.order();
      case SagaOutcome.Interrupted interrupted -> recovery.handOver(interrupted);
    };
  }
}
