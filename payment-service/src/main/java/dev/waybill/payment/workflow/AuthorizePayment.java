package dev.waybill.payment.workflow;

import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.CardProcessor;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.Approved;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.Closed;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.Declined;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.Found;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.KeyReused;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.NotFound;
import dev.waybill.payment.domain.CardProcessor.ProcessorTimeoutException;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.Payment;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.PaymentCommand.PaymentResult.DecidedOtherwise;
import dev.waybill.payment.domain.PaymentCommand.PaymentResult.Stands;
import dev.waybill.payment.domain.PaymentCommand.RecordAuthorization;
import dev.waybill.payment.domain.PaymentStore;
import dev.waybill.payment.domain.PaymentTerms;
import dev.waybill.payment.workflow.PaymentOutcome.Answered;
import dev.waybill.payment.workflow.PaymentOutcome.ContentDiffers;
import dev.waybill.payment.workflow.PaymentOutcome.Pending;
import dev.waybill.payment.workflow.PaymentOutcome.ProcessorTimedOut;
import java.time.Duration;
import java.util.Optional;

/**
 * Sets an order's amount aside, once.
 *
 * <p>Nothing is stored until the processor has decided: the caller's own durable intent says that
 * an attempt may exist, and the key lets every repeat find that attempt. A repeat also asks the
 * processor, which gives the same answer as the first time. Looking in our own store first would
 * cost every new payment a read that finds nothing.
 */
public final class AuthorizePayment {
  /** Kept back from the processor's time, to look up its decision, record it and answer. */
  private static final Duration RESERVE = Duration.ofMillis(150);

  private final PaymentStore store;
  private final CardProcessor processor;
  private final CancelPayment cancelPayment;

  public AuthorizePayment(
      PaymentStore store, CardProcessor processor, CancelPayment cancelPayment) {
    this.store = store;
    this.processor = processor;
    this.cancelPayment = cancelPayment;
  }

  public PaymentOutcome.OfAuthorize authorize(
      OrderId orderId, PaymentTerms terms, TimeBudget budget) {
    ProcessorAnswer.ToAuthorize answer;
    try {
      answer = processor.authorize(orderId, terms, budget.minus(RESERVE));
    } catch (ProcessorTimeoutException _) {
      return OutcomeUnknownException.unlessFinished(
          "the card processor was asked to authorize " + orderId,
          () -> withoutAnswer(orderId, terms, budget));
    }
    return OutcomeUnknownException.unlessFinished(
        "the card processor has decided " + orderId, () -> follow(answer, orderId, terms, budget));
  }

  /**
   * An earlier decision, here or at the processor, is valid even while the processor does not
   * answer.
   */
  private PaymentOutcome.OfAuthorize withoutAnswer(
      OrderId orderId, PaymentTerms terms, TimeBudget budget) {
    Optional<PaymentRecord> known = store.find(orderId, budget);
    if (known.isPresent()) {
      return replay(known.get(), terms);
    }
    return lookUp(orderId, terms, budget)
        .map(answer -> follow(answer, orderId, terms, budget))
        .orElseGet(() -> new Pending(orderId, terms));
  }

  private static PaymentOutcome.OfAuthorize replay(PaymentRecord record, PaymentTerms terms) {
    return record.payment().agreesWith(terms)
        ? new Answered(record)
        : new ContentDiffers(record.payment().orderId());
  }

  /** Empty if the processor does not know or does not answer. */
  private Optional<ProcessorAnswer.ToAuthorize> lookUp(
      OrderId orderId, PaymentTerms terms, TimeBudget budget) {
    try {
      return switch (processor.find(orderId, budget)) {
        case Found found when found.terms().equals(terms) -> Optional.of(found.decision());
        // A call with other terms used the key first; its decision does not apply to these terms.
        case Found _ -> Optional.of(new KeyReused());
        case Closed closed -> Optional.of(closed);
        case NotFound _ -> Optional.empty();
      };
    } catch (ProcessorTimeoutException _) {
      return Optional.empty();
    }
  }

  private PaymentOutcome.OfAuthorize follow(
      ProcessorAnswer.ToAuthorize answer, OrderId orderId, PaymentTerms terms, TimeBudget budget) {
    return switch (answer) {
      case Approved _ -> record(new Payment.Authorized(orderId, terms), terms, budget);
      case Declined(var reason) ->
          record(new Payment.Declined(orderId, terms, reason), terms, budget);
      case KeyReused _ -> new ContentDiffers(orderId);
      case Closed _ -> finishCancel(orderId, terms, budget);
    };
  }

  private PaymentOutcome.OfAuthorize record(
      Payment.Decided decided, PaymentTerms terms, TimeBudget budget) {
    return switch (store.apply(new RecordAuthorization(decided), budget)) {
      case Stands(var record) -> {
        if (record.payment() instanceof Payment.Closed) {
          undo(decided.orderId(), budget);
        }
        yield replay(record, terms);
      }
      case DecidedOtherwise _ -> new ContentDiffers(decided.orderId());
    };
  }

  /**
   * A cancel was recorded while the processor decided. The cancel closed the key before it was
   * recorded, so the approval should be undone already. Cancelling again costs nothing, and is safe
   * even with a processor that lets a call in flight slip past the close.
   */
  private void undo(OrderId orderId, TimeBudget budget) {
    try {
      processor.cancel(orderId, budget);
    } catch (ProcessorTimeoutException _) {
      // The answer does not depend on this second cancel: the first one was confirmed.
    }
  }

  /**
   * The key is closed: the cancel is recorded, or is being recorded now, or the process that sent
   * it died. Recording it here gives this call its final answer in every case.
   */
  private PaymentOutcome.OfAuthorize finishCancel(
      OrderId orderId, PaymentTerms terms, TimeBudget budget) {
    return switch (cancelPayment.cancel(orderId, budget)) {
      case Answered(var record) -> replay(record, terms);
      case ProcessorTimedOut _ -> new Pending(orderId, terms);
    };
  }
}
