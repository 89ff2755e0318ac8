package dev.waybill.payment.domain;

import dev.waybill.payment.domain.Payment.Asked;
import dev.waybill.payment.domain.Payment.Authorized;
import dev.waybill.payment.domain.Payment.CaptureRefused;
import dev.waybill.payment.domain.Payment.Captured;
import dev.waybill.payment.domain.Payment.Closed;
import dev.waybill.payment.domain.Payment.Declined;
import dev.waybill.payment.domain.Payment.Refunded;
import dev.waybill.payment.domain.Payment.Voided;
import dev.waybill.payment.domain.PaymentCommand.RecordCancel;
import dev.waybill.payment.domain.PaymentCommand.RecordCapture;
import dev.waybill.payment.domain.PaymentResult.DecidedOtherwise;
import dev.waybill.payment.domain.PaymentResult.Missing;
import dev.waybill.payment.domain.PaymentResult.Stands;
import java.time.Instant;

/** The rules for changes of payments. */
record PaymentRules(PaymentBook book, Instant now) {

  PaymentResult.OfAuthorization authorize(Payment.Decided decided) {
    PaymentRecord known = book.payments().get(decided.orderId());
    if (known == null) {
      return new Stands(create(decided));
    }
    return known.payment().agreesWith(decided.terms())
        ? new Stands(known)
        : new DecidedOtherwise(decided.orderId());
  }

  PaymentResult.OfCapture capture(RecordCapture capture) {
    PaymentRecord known = book.payments().get(capture.orderId());
    return known == null
        ? new Missing(capture.orderId())
        : new Stands(capture(known, capture.taken()));
  }

  private PaymentRecord capture(PaymentRecord known, boolean taken) {
    return switch (known.payment()) {
      case Authorized authorized when taken -> change(known, post(authorized.captured()));
      case Authorized authorized -> change(known, authorized.captureRefused());
      // A cancel was recorded in between. If the processor had taken the amount by then, the cancel
      // learned of that and has booked both the capture and the refund. Booking the capture again
      // would count it twice.
      case Refunded _, Voided _, Closed _ -> known;
      case Captured _, CaptureRefused _, Declined _ -> known;
    };
  }

  PaymentRecord cancel(RecordCancel cancel) {
    PaymentRecord known = book.payments().get(cancel.orderId());
    if (known == null) {
      return create(new Closed(cancel.orderId()));
    }
    return switch (known.payment()) {
      // The processor took the amount, but the capture is not recorded yet, or its record was lost
      // with the process. Book both the capture and the refund.
      case Authorized authorized when cancel.gaveBack() ->
          giveBack(known, post(authorized.captured()));
      case Authorized authorized -> change(known, authorized.voided());
      case CaptureRefused refused -> change(known, refused.voided());
      case Captured captured -> giveBack(known, captured);
      case Declined _, Voided _, Refunded _, Closed _ -> known;
    };
  }

  private Captured post(Captured captured) {
    book.post(LedgerLeg.ofCapture(captured.orderId(), captured.terms().amount()));
    return captured;
  }

  private PaymentRecord giveBack(PaymentRecord known, Captured captured) {
    book.post(LedgerLeg.ofRefund(captured.orderId(), captured.terms().amount()));
    return change(known, captured.refunded());
  }

  private PaymentRecord create(Payment payment) {
    return keep(new PaymentRecord(payment, now, now));
  }

  private PaymentRecord change(PaymentRecord known, Asked next) {
    return keep(known.changed(next, now));
  }

  private PaymentRecord keep(PaymentRecord record) {
    book.payments().put(record.payment().orderId(), record);
    return record;
  }
}
