package dev.waybill.order.telemetry;

import dev.waybill.common.telemetry.Label;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.common.telemetry.Meters.Counter;
import dev.waybill.common.telemetry.Meters.Gauge;
import dev.waybill.common.telemetry.Meters.Timer;
import dev.waybill.order.domain.OrderState.VisibleState;
import dev.waybill.order.domain.OrderStore.DueWork;
import java.util.function.ToDoubleFunction;

/**
 * The schema of what order-service measures.
 *
 * @param intents requests to place an order
 * @param states the states that orders reach
 * @param steps what the work on orders has stored
 * @param interruptions runs of that work that broke off
 */
public record OrderMetrics(
    Counter<Intent> intents,
    Timer<VisibleState> states,
    Counter<SagaStep> steps,
    Counter<Interruption> interruptions) {

  /** What became of a request to place an order. */
  public enum Intent {
    RECORDED,
    /** An earlier request has placed the order. */
    REPEATED,
    REQUEST_ID_REUSED,
    /** Nothing is stored. */
    REFUSED,
    /** The order may be stored. */
    UNKNOWN
  }

  /** The kinds of steps that an order's owner takes. */
  public enum SagaStep {
    CONFIRM,
    REJECT,
    START_REJECTING,
    FINISH_COMPENSATION,
    COMPLETE,
    FAIL_FULFILMENT,
    PUT_OFF,
    TAKE_OVER
  }

  /** Why a run of the work on an order broke off. */
  public enum Interruption {
    /** Inventory or payment gave no answer. */
    PARTICIPANT_SILENT,
    DATABASE_UNAVAILABLE,
    /** It is not known whether a change was stored. */
    OUTCOME_UNKNOWN,
    OVERLOADED,
    OUT_OF_TIME,
    /** An error of ours, with a stack trace in the log. */
    FAULT
  }

  /** Declares all of them, with those that are asked for their value. */
  public static void declare(Meters meters) {
    OrderMetrics _ = on(meters);
    Gauge _ = backlog(meters, _ -> 0);
    Gauge _ = backlogAge(meters, _ -> 0);
  }

  /** Measures. */
  public static OrderMetrics on(Meters meters) {
    return new OrderMetrics(
        meters.counter(
            "waybill.order.intents",
            "{request}",
            "Requests to place an order, by what became of the intent.",
            new Label<>("waybill.order.intent.outcome", Intent.class)),
        meters.timer(
            "waybill.order.state.duration",
            "The time from an order's intent until a step stored a later state.",
            new Label<>("waybill.order.state", VisibleState.class)),
        meters.counter(
            "waybill.order.saga.steps",
            "{step}",
            "Steps of the work on orders that were stored.",
            new Label<>("waybill.order.saga.step", SagaStep.class)),
        meters.counter(
            "waybill.order.saga.interruptions",
            "{interruption}",
            "Runs of the work on an order that broke off, and are continued later.",
            new Label<>("waybill.order.saga.cause", Interruption.class)));
  }

  /** Counts the orders that are due. */
  public static Gauge backlog(Meters meters, ToDoubleFunction<DueWork> count) {
    return meters.count(
        "waybill.order.backlog.size", "{order}", "Orders that are due for work.", label(), count);
  }

  /** Tells how long the order that is due for the longest time has been so. */
  public static Gauge backlogAge(Meters meters, ToDoubleFunction<DueWork> seconds) {
    return meters.gauge(
        "waybill.order.backlog.age",
        "s",
        "How long the oldest order of the backlog has been due; 0 if none is.",
        label(),
        seconds);
  }

  private static Label<DueWork> label() {
    return new Label<>("waybill.order.backlog.work", DueWork.class);
  }
}
