package dev.waybill.order.workflow;

import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.failure.TransactionConflictException;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Inventory;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.workflow.OrderSaga.SagaOutcome;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Places an order: records the intent and reserves the stock in parallel, then works on the order
 * while the caller waits.
 *
 * <p>The recorded intent is the pivot. If a failure comes before it, the caller gets the failure
 * and nothing is stored. After it, the order will be brought to an end in any case, so the caller
 * gets the order in its current state, and {@link OrderRecovery} does the rest.
 */
public final class PlaceOrder {

  /** The part of the caller's time that is kept for sending the answer. */
  static final Duration ANSWER_TIME = Duration.ofMillis(50);

  /**
   * The time kept to give back the stock if the intent could not be recorded in time: this share of
   * the budget, but at most this long.
   */
  private static final Duration GIVING_BACK = Duration.ofMillis(200);

  private static final int GIVING_BACK_SHARE = 5;

  private final OrderStore store;
  private final Inventory inventory;
  private final OrderSaga saga;
  private final OrderRecovery recovery;
  private final UnusedHolds unusedHolds;
  private final Duration workflowLimit;
  private final Admission admission;

  /**
   * Whether the store records intents: false after an intent met an outage, true after one was
   * recorded. While it is false, no stock is reserved in parallel with an intent, because it would
   * only have to be given back. A failure of a single intent, such as too little time, does not
   * change it.
   */
  private volatile boolean isRecording = true;

  public PlaceOrder(
      OrderStore store,
      Inventory inventory,
      OrderSaga saga,
      OrderRecovery recovery,
      UnusedHolds unusedHolds,
      WorkflowSettings settings) {
    this.store = store;
    this.inventory = inventory;
    this.saga = saga;
    this.recovery = recovery;
    this.unusedHolds = unusedHolds;
    this.workflowLimit = settings.times().workflowLimit();
    this.admission = new Admission(settings.maxOrdersInFlight(), "orders");
  }

  /**
   * Throws a {@code NothingDoneException} only if nothing is stored and nothing is held, and {@code
   * OutcomeUnknownException} if something may be.
   */
  public PlaceResult place(OrderRequest request, String correlationId, TimeBudget callers) {
    TimeBudget budget = callers.minus(ANSWER_TIME).atMost(workflowLimit);
    return admission.admit(() -> placeAdmitted(request, correlationId, budget));
  }

  /**
   * Like {@link #place}, but waits for its turn if too many orders are in flight. Waits for at most
   * half of the budget, so that the order then has time to be decided.
   */
  public PlaceResult placeInTurn(OrderRequest request, String correlationId, TimeBudget callers) {
    TimeBudget budget = callers.minus(ANSWER_TIME);
    return admission.admitWithin(
        budget.remaining().dividedBy(2),
        () -> placeAdmitted(request, correlationId, budget.atMost(workflowLimit)));
  }

  private PlaceResult placeAdmitted(OrderRequest request, String correlationId, TimeBudget budget) {
    OrderCommand.Place intent = OrderCommand.Place.of(request, Claim.fresh(), correlationId);
    // In parallel. Only the recorded intent decides whether the reservation is used.
    Supplier<Placement> recording = beginRecording(intent, budget);
    EarlyReservation reservation =
        isRecording
            ? EarlyReservation.ask(inventory, intent, budget)
            : EarlyReservation.none(inventory, intent, budget);
    return switch (recorded(recording, intent, reservation, budget)) {
      case Placement.Recorded recorded ->
          new PlaceResult.Placed(workOn(recorded.claimed(), reservation, budget));
      // The first request's run decides; a second run would only be fenced.
      case Placement.Repeated repeated ->
          new PlaceResult.Placed(new PendingOrder(store, repeated.order()).await(budget));
      case Placement.RequestIdReused reused -> {
        if (reservation.wasAsked()) {
          unusedHolds.release(intent.orderId(), budget);
        }
        yield new PlaceResult.RequestIdReused(reused.orderId());
      }
    };
  }

  private Supplier<Placement> beginRecording(OrderCommand.Place intent, TimeBudget budget) {
    Duration share = budget.remaining().dividedBy(GIVING_BACK_SHARE);
    Duration kept = share.compareTo(GIVING_BACK) < 0 ? share : GIVING_BACK;
    return store.beginNew(intent, budget.minus(kept));
  }

  private Placement recorded(
      Supplier<Placement> recording,
      OrderCommand.Place intent,
      EarlyReservation reservation,
      TimeBudget budget) {
    try {
      Placement result = recording.get();
      isRecording = true;
      return result;
    } catch (OutcomeUnknownException perhapsRecorded) {
      // The order may exist and need its stock.
      throw perhapsRecorded;
    } catch (RuntimeException | Error notRecorded) {
      // An Error comes from the writer, and its transaction ends with it.
      if (isOutage(notRecorded)) {
        isRecording = false;
      }
      if (reservation.wasAsked() && !unusedHolds.withdraw(intent, budget)) {
        throw new OutcomeUnknownException(
            "stock may be held for order %s, which was not recorded: %s"
                .formatted(intent.orderId(), notRecorded.getMessage()),
            notRecorded);
      }
      throw notRecorded;
    }
  }

  private static boolean isOutage(Throwable failure) {
    return failure instanceof DatabaseUnavailableException
        && !(failure instanceof TransactionConflictException);
  }

  private Order workOn(ClaimedOrder claimed, EarlyReservation reservation, TimeBudget budget) {
    return switch (saga.run(claimed, reservation, budget)) {
      case SagaOutcome.AtRest atRest -> atRest.order();
      case SagaOutcome.Interrupted interrupted -> recovery.handOver(interrupted);
    };
  }

  /** The result of a request to place an order. */
  public sealed interface PlaceResult {

    /** The order is recorded, by this request or an earlier one; this is its current state. */
    record Placed(Order order) implements PlaceResult {}

    /** The customer used the request id for different content. */
    record RequestIdReused(OrderId orderId) implements PlaceResult {}
  }
}
