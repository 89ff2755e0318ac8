package dev.waybill.payment.telemetry;

import dev.waybill.common.telemetry.Label;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.common.telemetry.Meters.Counter;
import dev.waybill.common.telemetry.Meters.Timer;

/**
 * The schema of what payment-service measures.
 *
 * @param answers what the card processor says
 * @param calls how long it takes
 */
public record PaymentMetrics(Counter<Answer> answers, Timer<Operation> calls) {
  /** What the card processor is asked for. */
  public enum Operation {
    AUTHORIZE,
    CAPTURE,
    FIND,
    CANCEL
  }

  /** What it answers. */
  public enum Answer {
    APPROVED,
    DECLINED,
    KEY_REUSED,
    CLOSED,
    CAPTURED,
    CAPTURE_REFUSED,
    NOTHING_HELD,
    FOUND,
    NOT_FOUND,
    NOTHING_TAKEN,
    GIVEN_BACK,
    /** It did not answer in time. */
    TIMED_OUT,
    /** It could not be asked, or its answer could not be understood. */
    FAILED
  }

  /** Measures. */
  public static PaymentMetrics on(Meters meters) {
    return new PaymentMetrics(
        meters.counter(
            "waybill.payment.processor.answers",
            "{answer}",
            "Answers of the card processor.",
            new Label<>("waybill.payment.processor.answer", Answer.class)),
        meters.timer(
            "waybill.payment.processor.call.duration",
            "How long the card processor takes to answer, or to be given up.",
            new Label<>("waybill.payment.processor.operation", Operation.class)));
  }
}
