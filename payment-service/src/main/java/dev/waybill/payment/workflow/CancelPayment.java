package dev.waybill.payment.workflow;

import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.CardProcessor;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer.GivenBack;
import dev.waybill.payment.domain.CardProcessor.ProcessorTimeoutException;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentCommand.RecordCancel;
import dev.waybill.payment.domain.PaymentStore;
import dev.waybill.payment.workflow.PaymentOutcome.Answered;
import dev.waybill.payment.workflow.PaymentOutcome.ProcessorTimedOut;

/**
 * Gives back everything an order has, and closes the order to late requests.
 *
 * <p>The processor goes first. All calls about an order use the same key there, so closing it
 * decides each race: the close undoes an authorize or capture that arrived before it, and refuses
 * one that arrives after it. The books only follow. In whichever order the records of racing calls
 * arrive, they end in the processor's state:
 *
 * <ul>
 *   <li>Authorize in flight: the cancel is recorded as a closed payment. The authorize finds that
 *       record, or finds the key closed, and returns it; nothing is held.
 *   <li>Capture in flight, at the processor before the close: the processor gives the money back
 *       and says so. If the capture is recorded first, the cancel refunds it. If the cancel is
 *       recorded first, it posts the capture and the refund together, and the capture's record
 *       changes nothing.
 *   <li>Capture in flight, at the processor after the close: the processor refuses it, and it
 *       records nothing.
 *   <li>The process dies between the close and the record: the caller, who has no answer, retries
 *       the cancel; the processor repeats its answer, which is recorded then.
 * </ul>
 */
public final class CancelPayment {
  private final PaymentStore store;
  private final CardProcessor processor;

  public CancelPayment(PaymentStore store, CardProcessor processor) {
    this.store = store;
    this.processor = processor;
  }

  public PaymentOutcome.OfCancel cancel(OrderId orderId, TimeBudget budget) {
    ProcessorAnswer.ToCancel closed;
    try {
      closed = processor.cancel(orderId, budget);
    } catch (ProcessorTimeoutException _) {
      return new ProcessorTimedOut(orderId);
    }
    var command = new RecordCancel(orderId, closed instanceof GivenBack);
    return OutcomeUnknownException.unlessFinished(
        "the card processor has cancelled " + orderId,
        () -> new Answered(store.apply(command, budget)));
  }
}
