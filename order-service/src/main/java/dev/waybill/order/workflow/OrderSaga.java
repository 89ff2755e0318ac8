package dev.waybill.order.workflow;

import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Inventory;
import dev.waybill.order.domain.Inventory.Reservation;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.Order.Pricing;
import dev.waybill.order.domain.OrderReason;
import dev.waybill.order.domain.OrderReason.ReasonCode;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderState;
import dev.waybill.order.domain.OrderStep;
import dev.waybill.order.domain.OrderStep.StepResult;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.ParticipantUnavailableException;
import dev.waybill.order.domain.Payments;
import dev.waybill.order.domain.Payments.Authorization;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Brings an order to rest. It asks inventory and payment what the order's state calls for, stores
 * the step that follows from their answers, and continues from the state that is then stored.
 *
 * <p>What it asks depends only on the stored state, so the direction is durable before it is taken.
 * Nothing is given back until the order is REJECTING or CANCELLING under the run's claim, and
 * nothing is taken after that. Every request is idempotent, and every step is refused if the claim
 * has been replaced. If a run breaks off anywhere, running the saga again continues it.
 */
public final class OrderSaga {

  /** The time for a last request, once the order's decision limit has passed. */
  private static final Duration LAST_QUESTION = Duration.ofMillis(500);

  private final OrderStore store;
  private final Inventory inventory;
  private final Payments payments;
  private final Duration decisionLimit;
  private final Duration minimumHold;
  private final Interruptions interruptions;

  public OrderSaga(
      OrderStore store,
      Inventory inventory,
      Payments payments,
      WorkflowSettings settings,
      Interruptions interruptions) {
    this.store = store;
    this.inventory = inventory;
    this.payments = payments;
    this.decisionLimit = settings.times().decisionLimit();
    this.minimumHold = settings.minimumHold();
    this.interruptions = interruptions;
  }

  /** Takes as many steps as the order needs and the budget allows; never throws. */
  SagaOutcome run(ClaimedOrder claimed, TimeBudget budget) {
    return run(claimed, () -> nextStep(claimed, budget), budget);
  }

  /** Runs the saga for a new order, for which inventory has been asked already. */
  SagaOutcome run(ClaimedOrder placed, EarlyReservation reservation, TimeBudget budget) {
    // A repeat of the same command may find that the order has moved on.
    return placed.order().isPending()
        ? run(placed, () -> Optional.of(reserve(placed, _ -> reservation.answer(), budget)), budget)
        : run(placed, budget);
  }

  private SagaOutcome run(
      ClaimedOrder claimed, Supplier<Optional<OrderStep>> first, TimeBudget budget) {
    ClaimedOrder current = claimed;
    try {
      Optional<OrderStep> step = first.get();
      while (true) {
        if (step.isEmpty()) {
          return new SagaOutcome.AtRest(current.order());
        }
        switch (store.apply(step.get(), budget)) {
          case StepResult.Applied applied -> current = applied.claimed();
          // Another run owns the order by now, so stop without an error.
          case StepResult.Fenced fenced -> {
            return new SagaOutcome.AtRest(fenced.order());
          }
          case StepResult.NotFound _ ->
              throw new IllegalStateException("no order for " + step.get());
        }
        step = nextStep(current, budget);
      }
    } catch (RuntimeException e) {
      interruptions.happened(e);
      return new SagaOutcome.Interrupted(current, e);
    }
  }

  private Optional<OrderStep> nextStep(ClaimedOrder claimed, TimeBudget budget) {
    return switch (claimed.order().state()) {
      case OrderState.Pending _ ->
          Optional.of(reserve(claimed, forward -> ask(claimed.order(), forward), budget));
      case OrderState.Fulfilling _ -> Optional.of(commitAndCapture(claimed, budget));
      case OrderState.Rejecting _, OrderState.Cancelling _ ->
          Optional.of(giveBack(claimed, budget));
      case OrderState.Confirmed _,
          OrderState.Completed _,
          OrderState.Rejected _,
          OrderState.Cancelled _ ->
          Optional.empty();
    };
  }

  private Reservation ask(Order order, TimeBudget budget) {
    OrderRequest request = order.request();
    return inventory.reserve(order.id(), request.lines(), request.expectedTotal(), null, budget);
  }

  private OrderStep reserve(
      ClaimedOrder claimed, Function<TimeBudget, Reservation> inventorysAnswer, TimeBudget budget) {
    Order order = claimed.order();
    TimeBudget undecided = TimeBudget.of(decisionLimit.minus(claimed.age()));
    TimeBudget forward = forward(budget, undecided);
    Reservation reservation;
    try {
      reservation = inventorysAnswer.apply(forward);
    } catch (ParticipantUnavailableException silence) {
      return waitOrReject(claimed, undecided, ReasonCode.INVENTORY_UNAVAILABLE, silence);
    }
    return switch (reservation) {
      case Reservation.Refused refused ->
          new OrderStep.Reject(order.id(), claimed.claim(), refused.reason());
      case Reservation.Gone _ -> startRejecting(claimed, OrderReason.of(ReasonCode.STOCK_LOST));
      case Reservation.Held held when isRunningOut(held, claimed) ->
          startRejecting(claimed, OrderReason.of(ReasonCode.STOCK_LOST));
      // Payment gets its own last request, even if inventory took all the time. An order must not
      // be rejected because a participant was silent that was never asked.
      case Reservation.Held held ->
          authorize(claimed, held.pricing(), undecided, forward(budget, undecided));
    };
  }

  private OrderStep authorize(
      ClaimedOrder claimed, Pricing pricing, TimeBudget undecided, TimeBudget forward) {
    Order order = claimed.order();
    Authorization authorization;
    try {
      authorization =
          payments.authorize(order.id(), pricing.total(), order.request().paymentToken(), forward);
    } catch (ParticipantUnavailableException silence) {
      return waitOrReject(claimed, undecided, ReasonCode.PAYMENT_UNRESOLVED, silence);
    }
    return switch (authorization) {
      case Authorization.Authorized _ ->
          new OrderStep.Confirm(order.id(), claimed.claim(), pricing);
      case Authorization.Declined declined -> startRejecting(claimed, declined.reason());
      case Authorization.Closed _ ->
          startRejecting(claimed, OrderReason.of(ReasonCode.PAYMENT_UNRESOLVED));
      case Authorization.Unresolved _ ->
          waitOrReject(
              claimed,
              undecided,
              ReasonCode.PAYMENT_UNRESOLVED,
              new ParticipantUnavailableException("the card processor has not answered payment"));
    };
  }

  private OrderStep commitAndCapture(ClaimedOrder claimed, TimeBudget budget) {
    Order order = claimed.order();
    Pricing pricing = Objects.requireNonNull(order.pricing(), "a confirmed order has its price");
    return switch (inventory.commit(order.id(), budget)) {
      case STOCK_LOST -> failFulfilment(claimed, ReasonCode.STOCK_LOST);
      case COMMITTED ->
          switch (payments.capture(order.id(), pricing.total(), budget)) {
            case REFUSED -> failFulfilment(claimed, ReasonCode.CAPTURE_REFUSED);
            case CAPTURED -> new OrderStep.Complete(order.id(), claimed.claim());
          };
    };
  }

  private OrderStep giveBack(ClaimedOrder claimed, TimeBudget budget) {
    try {
      inventory.release(claimed.id(), budget);
    } finally {
      // Runs even if inventory is silent: money is not kept for lack of an answer about stock.
      payments.cancel(claimed.id(), budget);
    }
    return new OrderStep.FinishCompensation(claimed.id(), claimed.claim());
  }

  /** Going forward must end early enough to turn the order back. */
  private static TimeBudget forward(TimeBudget budget, TimeBudget undecided) {
    Duration longest =
        undecided.remaining().compareTo(LAST_QUESTION) > 0 ? undecided.remaining() : LAST_QUESTION;
    return TimeBudget.of(budget.remaining().compareTo(longest) > 0 ? longest : budget.remaining());
  }

  /** Leaves the question open for another run while the order has time, and rejects after that. */
  private static OrderStep waitOrReject(
      ClaimedOrder claimed,
      TimeBudget undecided,
      ReasonCode reason,
      ParticipantUnavailableException silence) {
    if (undecided.isSpent()) {
      return startRejecting(claimed, OrderReason.of(reason));
    }
    throw silence;
  }

  /**
   * A new order's hold is as long as inventory gives; a hold that is found again must outlast
   * fulfilment.
   */
  private boolean isRunningOut(Reservation.Held held, ClaimedOrder claimed) {
    return claimed.age().isPositive() && held.remaining().compareTo(minimumHold) < 0;
  }

  private static OrderStep startRejecting(ClaimedOrder claimed, OrderReason reason) {
    return new OrderStep.StartRejecting(claimed.id(), claimed.claim(), reason);
  }

  private static OrderStep failFulfilment(ClaimedOrder claimed, ReasonCode reason) {
    return new OrderStep.FailFulfilment(claimed.id(), claimed.claim(), OrderReason.of(reason));
  }

  /** How one run of the saga ended. */
  public sealed interface SagaOutcome {

    /** The order in its current state: there is nothing to do for now, or another run does it. */
    record AtRest(Order order) implements SagaOutcome {}

    /**
     * A participant or the store gave no answer, so the order needs another run.
     *
     * @param claimed the order as this run last knew it to be stored
     */
    record Interrupted(ClaimedOrder claimed, RuntimeException cause) implements SagaOutcome {

      /**
       * Logs the run. A fault of ours is logged in full. A participant's silence is logged at DEBUG
       * only, because it hits every order alike and is reported once as an outage.
       */
      void log(Logger log, String consequence) {
        if (isFault()) {
          log.error("order {} broke off, to be {}", claimed.id(), consequence, cause);
        } else {
          log.debug(
              "order {} broke off, to be {}: {}", claimed.id(), consequence, cause.getMessage());
        }
      }

      /** Whether the cause is a fault of ours and not a missing answer. */
      boolean isFault() {
        return switch (cause) {
          case ParticipantUnavailableException _,
              DatabaseUnavailableException _,
              OutcomeUnknownException _,
              OverloadedException _,
              TimeExpiredException _ ->
              false;
          default -> true;
        };
      }
    }
  }
}
