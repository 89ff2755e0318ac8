package dev.waybill.payment.domain;

import dev.waybill.common.command.Command;
import dev.waybill.payment.domain.Payment.Authorized;
import dev.waybill.payment.domain.Payment.CaptureRefused;
import dev.waybill.payment.domain.Payment.Captured;
import dev.waybill.payment.domain.Payment.Closed;
import dev.waybill.payment.domain.Payment.Declined;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.Payment.Refunded;
import dev.waybill.payment.domain.Payment.Voided;
import java.time.Instant;

/**
 * Records a step that the card processor has done, and the rule that decides what it changes;
 * {@code R} is the type of the result. The first command that decides something for a payment
 * stands, and a repeat returns it.
 */
public sealed interface PaymentCommand<R> extends Command<PaymentBook, R> {
  OrderId orderId();

  @Override
  default void nameRows(PaymentBook book) {
    book.payments().name(orderId());
  }

  /** The processor has approved or declined. */
  record RecordAuthorization(Payment.Decided decided)
      implements PaymentCommand<PaymentResult.OfAuthorization> {
    @Override
    public OrderId orderId() {
      return decided.orderId();
    }

    @Override
    public boolean isNewWork() {
      return true;
    }

    @Override
    public void nameRows(PaymentBook book) {
      book.payments().nameNew(orderId());
    }

    @Override
    public PaymentResult.OfAuthorization decide(PaymentBook book, Instant now) {
      PaymentRecord known = book.payments().get(orderId());
      if (known == null) {
        return new PaymentResult.Stands(book.create(decided, now));
      }
      return known.payment().agreesWith(decided.terms())
          ? new PaymentResult.Stands(known)
          : new PaymentResult.DecidedOtherwise(orderId());
    }
  }

  /** The processor has taken the amount, or has refused permanently. */
  record RecordCapture(OrderId orderId, boolean taken)
      implements PaymentCommand<PaymentResult.OfCapture> {
    @Override
    public boolean isNewWork() {
      return false;
    }

    @Override
    public PaymentResult.OfCapture decide(PaymentBook book, Instant now) {
      PaymentRecord known = book.payments().get(orderId);
      return known == null
          ? new PaymentResult.Missing(orderId)
          : new PaymentResult.Stands(capture(known, book, now));
    }

    private PaymentRecord capture(PaymentRecord known, PaymentBook book, Instant now) {
      return switch (known.payment()) {
        case Authorized authorized when taken ->
            book.change(known, book.post(authorized.captured()), now);
        case Authorized authorized -> book.change(known, authorized.captureRefused(), now);
        // A cancel was recorded in between. If the processor had taken the amount by then, the
        // cancel learned of that and has booked both the capture and the refund. Booking the
        // capture again would count it twice.
        case Refunded _, Voided _, Closed _ -> known;
        case Captured _, CaptureRefused _, Declined _ -> known;
      };
    }
  }

  /**
   * The processor has closed the key. This can be recorded for any payment.
   *
   * @param gaveBack whether the processor had taken the amount before and has now given it back
   */
  record RecordCancel(OrderId orderId, boolean gaveBack) implements PaymentCommand<PaymentRecord> {
    @Override
    public boolean isNewWork() {
      return false;
    }

    @Override
    public PaymentRecord decide(PaymentBook book, Instant now) {
      PaymentRecord known = book.payments().get(orderId);
      if (known == null) {
        return book.create(new Closed(orderId), now);
      }
      return switch (known.payment()) {
        // The processor took the amount, but the capture is not recorded yet, or its record was
        // lost with the process. Book both the capture and the refund.
        case Authorized authorized when gaveBack ->
            giveBack(known, book.post(authorized.captured()), book, now);
        case Authorized authorized -> book.change(known, authorized.voided(), now);
        case CaptureRefused refused -> book.change(known, refused.voided(), now);
        case Captured captured -> giveBack(known, captured, book, now);
        case Declined _, Voided _, Refunded _, Closed _ -> known;
      };
    }

    private static PaymentRecord giveBack(
        PaymentRecord known, Captured captured, PaymentBook book, Instant now) {
      return book.change(known, book.post(captured.refunded()), now);
    }
  }

  /** The result of a command that may not apply. */
  sealed interface PaymentResult {

    /** The result of {@link RecordAuthorization}. */
    sealed interface OfAuthorization extends PaymentResult {}

    /** The result of {@link RecordCapture}. */
    sealed interface OfCapture extends PaymentResult {}

    /** The payment in its current state, whether this command changed it or an earlier one did. */
    record Stands(PaymentRecord record) implements OfAuthorization, OfCapture {}

    /** The order's payment was decided with other terms; nothing was recorded. */
    record DecidedOtherwise(OrderId orderId) implements OfAuthorization {}

    /** The order has no payment that could change; nothing was recorded. */
    record Missing(OrderId orderId) implements OfCapture {}
  }
}
