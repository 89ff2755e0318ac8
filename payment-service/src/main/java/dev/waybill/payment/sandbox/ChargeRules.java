package dev.waybill.payment.sandbox;

import static dev.waybill.payment.sandbox.Charge.State.APPROVED;
import static dev.waybill.payment.sandbox.Charge.State.CAPTURED;
import static dev.waybill.payment.sandbox.Charge.State.DECLINED;
import static dev.waybill.payment.sandbox.Charge.State.REFUNDED;
import static dev.waybill.payment.sandbox.Charge.State.VOIDED;

import dev.waybill.common.command.Rows;
import dev.waybill.common.money.Money;
import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentTerms;
import dev.waybill.payment.sandbox.ChargeCommand.Authorize;
import dev.waybill.payment.sandbox.ChargeCommand.Cancel;
import dev.waybill.payment.sandbox.ChargeCommand.Capture;

/** The rules by which the sandbox decides; free of side effects beyond the rows. */
record ChargeRules(Rows<OrderId, Charge> charges) {

  /** Returns the decision of a key, or that the key is closed. */
  static ProcessorAnswer.ToFind find(Charge charge) {
    PaymentTerms terms = charge.terms();
    return switch (charge.state()) {
      case VOIDED, REFUNDED -> new ProcessorAnswer.Closed();
      case APPROVED, DECLINED, CAPTURED ->
          terms == null
              ? new ProcessorAnswer.Closed()
              : new ProcessorAnswer.Found(terms, SandboxToken.of(terms.paymentToken()).decision());
    };
  }

  ChargeCommand.Authorized authorize(Authorize authorize) {
    Charge known = charges.get(authorize.key());
    return known == null
        ? new ChargeCommand.Authorized(decide(authorize), true)
        : new ChargeCommand.Authorized(replay(known, authorize.terms()), false);
  }

  private ProcessorAnswer.ToAuthorize decide(Authorize authorize) {
    ProcessorAnswer.ToAuthorize decision =
        SandboxToken.of(authorize.terms().paymentToken()).decision();
    Charge.State state = decision instanceof ProcessorAnswer.Approved ? APPROVED : DECLINED;
    keep(new Charge(authorize.key(), state, authorize.terms()));
    return decision;
  }

  private static ProcessorAnswer.ToAuthorize replay(Charge known, PaymentTerms terms) {
    return switch (find(known)) {
      case ProcessorAnswer.Found found when found.terms().equals(terms) -> found.decision();
      case ProcessorAnswer.Found _ -> new ProcessorAnswer.KeyReused();
      case ProcessorAnswer.Closed closed -> closed;
      case ProcessorAnswer.NotFound _ -> throw new IllegalStateException("a charge finds itself");
    };
  }

  ProcessorAnswer.ToCapture capture(Capture capture) {
    Charge known = charges.get(capture.key());
    if (known == null) {
      return new ProcessorAnswer.NothingHeld();
    }
    return switch (known.state()) {
      case APPROVED -> take(known, capture.amount());
      case CAPTURED -> new ProcessorAnswer.Captured();
      case DECLINED -> new ProcessorAnswer.NothingHeld();
      case VOIDED, REFUNDED -> new ProcessorAnswer.Closed();
    };
  }

  private ProcessorAnswer.ToCapture take(Charge known, Money amount) {
    PaymentTerms terms = known.terms();
    if (terms == null
        || !terms.amount().equals(amount)
        || SandboxToken.of(terms.paymentToken()) == SandboxToken.TOK_CAPTURE_REFUSED) {
      return new ProcessorAnswer.CaptureRefused();
    }
    keep(known.in(CAPTURED));
    return new ProcessorAnswer.Captured();
  }

  ProcessorAnswer.ToCancel cancel(Cancel cancel) {
    Charge known = charges.get(cancel.key());
    if (known == null) {
      keep(new Charge(cancel.key(), VOIDED, null));
      return new ProcessorAnswer.NothingTaken();
    }
    return switch (known.state()) {
      case APPROVED -> {
        keep(known.in(VOIDED));
        yield new ProcessorAnswer.NothingTaken();
      }
      case CAPTURED -> {
        keep(known.in(REFUNDED));
        yield new ProcessorAnswer.GivenBack();
      }
      case REFUNDED -> new ProcessorAnswer.GivenBack();
      // A declined key needs no closing: it stays declined forever.
      case DECLINED, VOIDED -> new ProcessorAnswer.NothingTaken();
    };
  }

  private void keep(Charge charge) {
    charges.put(charge.key(), charge);
  }
}
