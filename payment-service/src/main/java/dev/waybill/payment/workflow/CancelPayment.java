package dev.waybill.payment.workflow;

import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.CardProcessor;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentCommand.RecordCancel;
import dev.waybill.payment.domain.PaymentOutcome;
import dev.waybill.payment.domain.PaymentOutcome.Answered;
import dev.waybill.payment.domain.PaymentOutcome.ProcessorTimedOut;
import dev.waybill.payment.domain.PaymentStore;
import dev.waybill.payment.domain.ProcessorAnswer;
import dev.waybill.payment.domain.ProcessorAnswer.GivenBack;
import dev.waybill.payment.domain.ProcessorTimeoutException;

/**
 * Gives back whatever an order has, and closes the order to anything that comes late.
 *
 * <p>The processor goes first. Its key is the one place where every call about an order meets, so
 * closing it decides each race: an authorize or capture that got there before is undone by the
 * closing, and one that gets there after is refused. The books only follow. Whichever way the
 * records of racing calls arrive, they end where the processor is:
 *
 * <ul>
 *   <li>Authorize in flight: the cancel is recorded as a closed payment. The authorize finds that
 *       record, or finds the key closed, and is answered with it; nothing is held.
 *   <li>Capture in flight, at the processor before the closing: the processor gives the money back
 *       and says so. If the capture is recorded first, the cancel refunds it. If the cancel is
 *       first, it posts the capture and the refund together, and the capture's record changes
 *       nothing.
 *   <li>Capture in flight, at the processor after the closing: it is refused there and records
 *       nothing.
 *   <li>The process dies between the closing and the record: the caller, who has no answer, sends
 *       the cancel again; the processor repeats its answer, and it is recorded then.
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
