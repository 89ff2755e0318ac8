package dev.waybill.order.workflow;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Inventory;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderResult;
import dev.waybill.order.domain.OrderStore;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Places an order: records the intent and reserves the stock, side by side, then works on the order
 * for as long as the caller waits.
 *
 * <p>The recorded intent is the pivot. Before it a failure is the caller's and nothing is stored;
 * after it the order will be brought to an end whatever happens, so the caller is answered the
 * order as it stands, and {@link OrderRecovery} does what remains.
 */
public final class PlaceOrder {

  /** What is kept of the caller's time to answer in. */
  static final Duration ANSWER_TIME = Duration.ofMillis(50);

  private final OrderStore store;
  private final Inventory inventory;
  private final OrderSaga saga;
  private final OrderRecovery recovery;
  private final Duration workflowLimit;
  private final Admission admission;

  /**
   * Whether the last intent could be recorded. While none can, nothing is reserved beside it, or an
   * outage of the store would tie up the stock in holds without orders.
   */
  private volatile boolean isRecording = true;

  public PlaceOrder(
      OrderStore store,
      Inventory inventory,
      OrderSaga saga,
      OrderRecovery recovery,
      WorkflowSettings settings) {
    this.store = store;
    this.inventory = inventory;
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

  /**
   * Like {@link #place}, but waits for its turn when too many orders are in flight: half of the
   * budget at most, so that an order that gets its turn has the time to be decided.
   */
  public PlaceResult placeInTurn(OrderRequest request, String correlationId, TimeBudget callers) {
    TimeBudget budget = callers.minus(ANSWER_TIME);
    return admission.admitWithin(
        budget.remaining().dividedBy(2),
        () -> placeAdmitted(request, correlationId, budget.atMost(workflowLimit)));
  }

  private PlaceResult placeAdmitted(OrderRequest request, String correlationId, TimeBudget budget) {
    OrderCommand.Place intent = OrderCommand.Place.of(request, Claim.fresh(), correlationId);
    // Side by side. Only the recorded intent decides whether the reservation is of use.
    Supplier<OrderResult> recording = store.beginNew(intent, budget);
    EarlyReservation reservation =
        isRecording
            ? EarlyReservation.ask(inventory, intent.orderId(), request, budget)
            : EarlyReservation.none(inventory, intent.orderId(), request, budget);
    return switch (recorded(recording)) {
      case OrderResult.Applied applied ->
          new PlaceResult.Placed(workOn(applied.claimed(), reservation, budget));
      // The first request's run decides; a second one beside it would only be fenced.
      case OrderResult.Repeated repeated ->
          new PlaceResult.Placed(new PendingOrder(store, repeated.order()).await(budget));
      case OrderResult.RequestIdReused reused -> {
        reservation.letGo(budget);
        yield new PlaceResult.RequestIdReused(reused.orderId());
      }
      case OrderResult.Fenced _, OrderResult.TooLateToCancel _, OrderResult.NotFound _ ->
          throw new IllegalStateException("no answer to " + intent);
    };
  }

  private OrderResult recorded(Supplier<OrderResult> recording) {
    boolean isRecorded = false;
    try {
      OrderResult result = recording.get();
      isRecorded = true;
      return result;
    } finally {
      isRecording = isRecorded;
    }
  }

  private Order workOn(ClaimedOrder claimed, EarlyReservation reservation, TimeBudget budget) {
    return switch (saga.run(claimed, reservation, budget)) {
      case SagaOutcome.AtRest atRest -> atRest.order();
      case SagaOutcome.Interrupted interrupted -> recovery.handOver(interrupted);
    };
  }
}
