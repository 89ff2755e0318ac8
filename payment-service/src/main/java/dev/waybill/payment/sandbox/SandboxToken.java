package dev.waybill.payment.sandbox;

import dev.waybill.payment.domain.CardProcessor.ProcessorAnswer;
import dev.waybill.payment.domain.Payment.DeclineReason;
import java.util.Arrays;
import java.util.Locale;

/** The card tokens that tell the sandbox how to behave. */
enum SandboxToken {
  /** Everything succeeds. */
  TOK_OK,
  /** The card is declined. */
  TOK_DECLINED,
  /** The card has insufficient funds. */
  TOK_INSUFFICIENT_FUNDS,
  /** The amount is set aside, but the first answer comes too late. */
  TOK_TIMEOUT_THEN_OK,
  /** Every authorize is lost in transit: it is never recorded and never answered. */
  TOK_TIMEOUT_LOST,
  /** The amount is set aside, but can never be taken. */
  TOK_CAPTURE_REFUSED;

  /** A token that the sandbox does not know counts as a declined card. */
  static SandboxToken of(String paymentToken) {
    return Arrays.stream(values())
        .filter(token -> token.text().equals(paymentToken))
        .findFirst()
        .orElse(TOK_DECLINED);
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  ProcessorAnswer.ToAuthorize decision() {
    return switch (this) {
      case TOK_OK, TOK_TIMEOUT_THEN_OK, TOK_TIMEOUT_LOST, TOK_CAPTURE_REFUSED ->
          new ProcessorAnswer.Approved();
      case TOK_DECLINED -> new ProcessorAnswer.Declined(DeclineReason.CARD_DECLINED);
      case TOK_INSUFFICIENT_FUNDS -> new ProcessorAnswer.Declined(DeclineReason.INSUFFICIENT_FUNDS);
    };
  }
}
