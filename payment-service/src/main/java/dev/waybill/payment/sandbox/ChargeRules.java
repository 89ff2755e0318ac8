package dev.waybill.payment.sandbox;

import static dev.waybill.payment.sandbox.Charge.State.APPROVED;
import static dev.waybill.payment.sandbox.Charge.State.CAPTURED;
import static dev.waybill.payment.sandbox.Charge.State.DECLINED;
import static dev.waybill.payment.sandbox.Charge.State.REFUNDED;
import static dev.waybill.payment.sandbox.Charge.State.VOIDED;

import dev.waybill.common.money.Money;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentTerms;
import dev.waybill.payment.domain.ProcessorAnswer;
import dev.waybill.payment.sandbox.ChargeCommand.Authorize;
import dev.waybill.payment.sandbox.ChargeCommand.Cancel;
import dev.waybill.payment.sandbox.ChargeCommand.Capture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules by which the sandbox decides; pure. */
final class ChargeRules {
  private final Map<OrderId, Charge> charges;
  private final Map<OrderId, Charge> touched = new LinkedHashMap<>();

  private ChargeRules(Map<OrderId, Charge> stored) {
    this.charges = stored;
  }

  /**
   * What a group of commands comes to.
   *
   * @param results one for each command, in the commands' order
   * @param touched charges that are new or look different now
   */
  record Changes(List<ChargeResult> results, List<Charge> touched) {}

  static Changes decide(Map<OrderId, Charge> stored, List<? extends ChargeCommand> commands) {
    ChargeRules rules = new ChargeRules(stored);
    List<ChargeResult> results = new ArrayList<>(commands.size());
    for (ChargeCommand command : commands) {
      results.add(rules.apply(command));
    }
    return new Changes(results, List.copyOf(rules.touched.values()));
  }

  /** How a key was decided that is not closed. */
  static ProcessorAnswer.ToFind find(Charge charge) {
    PaymentTerms terms = charge.terms();
    return switch (charge.state()) {
      case VOIDED, REFUNDED -> new ProcessorAnswer.Closed();
      case APPROVED, DECLINED, CAPTURED ->
          terms == null
              ? new ProcessorAnswer.Closed()
              : new ProcessorAnswer.Found(terms, SandboxToken.of(terms.cardToken()).decision());
    };
  }

  private ChargeResult apply(ChargeCommand command) {
    Charge known = current(command.key());
    return switch (command) {
      case Authorize authorize when known == null -> decide(authorize);
      case Authorize authorize ->
          new ChargeResult.Authorized(replay(known, authorize.terms()), false);
      case Capture capture -> new ChargeResult.Captured(capture(known, capture.amount()));
      case Cancel cancel -> new ChargeResult.Cancelled(cancel(known, cancel.key()));
    };
  }

  private ChargeResult decide(Authorize authorize) {
    ProcessorAnswer.ToAuthorize decision =
        SandboxToken.of(authorize.terms().cardToken()).decision();
    Charge.State state = decision instanceof ProcessorAnswer.Approved ? APPROVED : DECLINED;
    keep(new Charge(authorize.key(), state, authorize.terms()));
    return new ChargeResult.Authorized(decision, true);
  }

  private static ProcessorAnswer.ToAuthorize replay(Charge known, PaymentTerms terms) {
    return switch (find(known)) {
      case ProcessorAnswer.Found found when found.terms().equals(terms) -> found.decision();
      case ProcessorAnswer.Found _ -> new ProcessorAnswer.KeyReused();
      case ProcessorAnswer.Closed closed -> closed;
      case ProcessorAnswer.NotFound _ -> throw new IllegalStateException("a charge finds itself");
    };
  }

  private ProcessorAnswer.ToCapture capture(@Nullable Charge known, Money amount) {
    if (known == null) {
      return new ProcessorAnswer.NothingHeld();
    }
    return switch (known.state()) {
      case APPROVED -> take(known, amount);
      case CAPTURED -> new ProcessorAnswer.Captured();
      case DECLINED -> new ProcessorAnswer.NothingHeld();
      case VOIDED, REFUNDED -> new ProcessorAnswer.Closed();
    };
  }

  private ProcessorAnswer.ToCapture take(Charge known, Money amount) {
    PaymentTerms terms = known.terms();
    if (terms == null
        || !terms.amount().equals(amount)
        || SandboxToken.of(terms.cardToken()) == SandboxToken.TOK_CAPTURE_REFUSED) {
      return new ProcessorAnswer.CaptureRefused();
    }
    keep(known.in(CAPTURED));
    return new ProcessorAnswer.Captured();
  }

  private ProcessorAnswer.ToCancel cancel(@Nullable Charge known, OrderId key) {
    if (known == null) {
      keep(new Charge(key, VOIDED, null));
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
      // A declined key needs no closing: it answers declined for ever.
      case DECLINED, VOIDED -> new ProcessorAnswer.NothingTaken();
    };
  }

  private @Nullable Charge current(OrderId key) {
    Charge charge = touched.get(key);
    return charge != null ? charge : charges.get(key);
  }

  private void keep(Charge charge) {
    touched.put(charge.key(), charge);
  }
}
