package dev.waybill.payment.domain;

import dev.waybill.payment.domain.Payment.Asked;
import dev.waybill.payment.domain.Payment.Authorized;
import dev.waybill.payment.domain.Payment.CaptureRefused;
import dev.waybill.payment.domain.Payment.Captured;
import dev.waybill.payment.domain.Payment.Closed;
import dev.waybill.payment.domain.Payment.Declined;
import dev.waybill.payment.domain.Payment.Refunded;
import dev.waybill.payment.domain.Payment.Voided;
import dev.waybill.payment.domain.PaymentCommand.RecordAuthorization;
import dev.waybill.payment.domain.PaymentCommand.RecordCancel;
import dev.waybill.payment.domain.PaymentCommand.RecordCapture;
import dev.waybill.payment.domain.PaymentResult.DecidedOtherwise;
import dev.waybill.payment.domain.PaymentResult.Missing;
import dev.waybill.payment.domain.PaymentResult.Stands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules by which payments change; pure, so that they can be tested against a model. */
public final class PaymentRules {
  private final Map<OrderId, PaymentRecord> before;
  private final Instant now;
  private final Map<OrderId, PaymentRecord> touched = new LinkedHashMap<>();
  private final List<LedgerLeg> legs = new ArrayList<>();

  private PaymentRules(Map<OrderId, PaymentRecord> before, Instant now) {
    this.before = before;
    this.now = now;
  }

  /**
   * Applies the commands in their order; the first command that decides something for a payment
   * stands, and a repeat is answered with it.
   *
   * @param stored the payments of the commands' orders as far as they exist
   * @param now the database's time, taken while those payments are locked
   */
  public static PaymentChanges decide(
      Map<OrderId, PaymentRecord> stored, List<? extends PaymentCommand> commands, Instant now) {
    PaymentRules rules = new PaymentRules(stored, now);
    List<PaymentResult> results = new ArrayList<>(commands.size());
    for (PaymentCommand command : commands) {
      results.add(rules.apply(command));
    }
    return rules.changes(results);
  }

  private PaymentResult apply(PaymentCommand command) {
    return switch (command) {
      case RecordAuthorization authorization -> authorize(authorization.decided());
      case RecordCapture capture -> capture(capture);
      case RecordCancel cancel -> cancel(cancel);
    };
  }

  private PaymentResult authorize(Payment.Decided decided) {
    PaymentRecord known = current(decided.orderId());
    if (known == null) {
      return create(decided);
    }
    return known.payment().agreesWith(decided.terms())
        ? new Stands(known)
        : new DecidedOtherwise(decided.orderId());
  }

  private PaymentResult capture(RecordCapture capture) {
    PaymentRecord known = current(capture.orderId());
    if (known == null) {
      return new Missing(capture.orderId());
    }
    return switch (known.payment()) {
      case Authorized authorized when capture.taken() -> take(known, authorized);
      case Authorized authorized -> change(known, authorized.captureRefused());
      // A cancel was recorded in between. If the processor had taken the amount by then, the cancel
      // learned so and has booked both ways already; booking the taking again would count it twice.
      case Refunded _, Voided _, Closed _ -> new Stands(known);
      case Captured _, CaptureRefused _, Declined _ -> new Stands(known);
    };
  }

  private PaymentResult cancel(RecordCancel cancel) {
    PaymentRecord known = current(cancel.orderId());
    if (known == null) {
      return create(new Closed(cancel.orderId()));
    }
    return switch (known.payment()) {
      // The processor took the amount, and its capture is not recorded yet, or its record was lost
      // with the process: book what happened, both ways.
      case Authorized authorized when cancel.gaveBack() ->
          giveBack(known, post(authorized.captured()));
      case Authorized authorized -> change(known, authorized.voided());
      case CaptureRefused refused -> change(known, refused.voided());
      case Captured captured -> giveBack(known, captured);
      case Declined _, Voided _, Refunded _, Closed _ -> new Stands(known);
    };
  }

  private PaymentResult take(PaymentRecord known, Authorized authorized) {
    return change(known, post(authorized.captured()));
  }

  private Captured post(Captured captured) {
    legs.addAll(LedgerLeg.ofCapture(captured.orderId(), captured.terms().amount()));
    return captured;
  }

  private PaymentResult giveBack(PaymentRecord known, Captured captured) {
    legs.addAll(LedgerLeg.ofRefund(captured.orderId(), captured.terms().amount()));
    return change(known, captured.refunded());
  }

  private @Nullable PaymentRecord current(OrderId orderId) {
    PaymentRecord record = touched.get(orderId);
    return record != null ? record : before.get(orderId);
  }

  private PaymentResult create(Payment payment) {
    return keep(new PaymentRecord(payment, now, now));
  }

  private PaymentResult change(PaymentRecord known, Asked next) {
    return keep(known.changed(next, now));
  }

  private PaymentResult keep(PaymentRecord record) {
    touched.put(record.payment().orderId(), record);
    return new Stands(record);
  }

  private PaymentChanges changes(List<PaymentResult> results) {
    List<PaymentRecord> created = new ArrayList<>();
    List<PaymentRecord> changed = new ArrayList<>();
    touched.forEach((id, record) -> (before.containsKey(id) ? changed : created).add(record));
    return new PaymentChanges(results, created, changed, legs);
  }
}
