package dev.waybill.payment.workflow;

import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.CardProcessor;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.CaptureRefused;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.Captured;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.Closed;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.NothingHeld;
import dev.waybill.payment.domain.CardProcessor.ProcessorTimeoutException;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.Payment;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.PaymentCommand.PaymentResult.Missing;
import dev.waybill.payment.domain.PaymentCommand.PaymentResult.Stands;
import dev.waybill.payment.domain.PaymentCommand.RecordCapture;
import dev.waybill.payment.domain.PaymentStore;
import dev.waybill.payment.workflow.PaymentOutcome.Answered;
import dev.waybill.payment.workflow.PaymentOutcome.ContentDiffers;
import dev.waybill.payment.workflow.PaymentOutcome.NotAuthorized;
import dev.waybill.payment.workflow.PaymentOutcome.NotFound;
import dev.waybill.payment.workflow.PaymentOutcome.ProcessorTimedOut;

/**
 * Takes the amount that was set aside for an order, once.
 *
 * <p>A payment that this instance has authorized is not read again. If another instance has
 * cancelled it since, the processor finds its key closed and takes nothing; if another has captured
 * it, the processor repeats its answer.
 */
public final class CapturePayment {
  private final PaymentStore store;
  private final CardProcessor processor;
  private final CancelPayment cancelPayment;

  public CapturePayment(PaymentStore store, CardProcessor processor, CancelPayment cancelPayment) {
    this.store = store;
    this.processor = processor;
    this.cancelPayment = cancelPayment;
  }

  public PaymentOutcome.OfCapture capture(OrderId orderId, Money amount, TimeBudget budget) {
    PaymentRecord known = store.findToCapture(orderId, budget).orElse(null);
    if (known == null) {
      return new NotFound(orderId);
    }
    if (known.payment() instanceof Payment.Asked asked && !asked.terms().amount().equals(amount)) {
      return new ContentDiffers(orderId);
    }
    return known.payment() instanceof Payment.Authorized
        ? take(orderId, amount, budget)
        : outcome(known);
  }

  private PaymentOutcome.OfCapture take(OrderId orderId, Money amount, TimeBudget budget) {
    ProcessorAnswer.ToCapture answer;
    try {
      answer = processor.capture(orderId, amount, budget);
    } catch (ProcessorTimeoutException _) {
      return new ProcessorTimedOut(orderId);
    }
    return OutcomeUnknownException.unlessFinished(
        "the card processor was asked to capture " + orderId,
        () -> follow(answer, orderId, budget));
  }

  private PaymentOutcome.OfCapture follow(
      ProcessorAnswer.ToCapture answer, OrderId orderId, TimeBudget budget) {
    return switch (answer) {
      case Captured _ -> record(new RecordCapture(orderId, true), budget);
      case CaptureRefused _ -> record(new RecordCapture(orderId, false), budget);
      case Closed _ -> finishCancel(orderId, budget);
      case NothingHeld _ ->
          throw new IllegalStateException(
              "the card processor holds nothing for the authorized payment " + orderId);
    };
  }

  private PaymentOutcome.OfCapture record(RecordCapture command, TimeBudget budget) {
    return switch (store.apply(command, budget)) {
      case Stands(var record) -> outcome(record);
      case Missing(var orderId) -> new NotFound(orderId);
    };
  }

  /**
   * A cancel has closed the key and is being recorded, or its process died before that: record it.
   */
  private PaymentOutcome.OfCapture finishCancel(OrderId orderId, TimeBudget budget) {
    return switch (cancelPayment.cancel(orderId, budget)) {
      case Answered(var record) -> outcome(record);
      case ProcessorTimedOut timedOut -> timedOut;
    };
  }

  private static PaymentOutcome.OfCapture outcome(PaymentRecord record) {
    return switch (record.payment()) {
      case Payment.Captured _, Payment.CaptureRefused _ -> new Answered(record);
      // A capture or a cancel never leaves a payment authorized.
      case Payment.Authorized _,
          Payment.Declined _,
          Payment.Voided _,
          Payment.Refunded _,
          Payment.Closed _ ->
          new NotAuthorized(record);
    };
  }
}
