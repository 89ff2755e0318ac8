package dev.waybill.payment.domain;

import static dev.waybill.payment.domain.Payments.AMOUNT;
import static dev.waybill.payment.domain.Payments.anyOrder;
import static dev.waybill.payment.domain.Payments.authorized;
import static dev.waybill.payment.domain.Payments.goodCard;
import static dev.waybill.payment.domain.Payments.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.payment.domain.PaymentCommand.RecordAuthorization;
import dev.waybill.payment.domain.PaymentCommand.RecordCancel;
import dev.waybill.payment.domain.PaymentCommand.RecordCapture;
import dev.waybill.payment.domain.PaymentResult.DecidedOtherwise;
import dev.waybill.payment.domain.PaymentResult.Missing;
import dev.waybill.payment.domain.PaymentResult.Stands;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the rules decide, case by case. */
final class PaymentRulesTest {
  private static final Instant EARLIER = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:05Z");

  private final OrderId order = anyOrder();

  @Test
  void recordTheFirstDecision() {
    PaymentChanges changes = onNothing(new RecordAuthorization(authorized(order)));

    assertThat(changes.created()).containsExactly(new PaymentRecord(authorized(order), NOW, NOW));
    assertThat(changes.legs()).isEmpty();
  }

  @Test
  void answerARepeatWithWhatStands() {
    var captured = new Payment.Captured(order, goodCard());
    PaymentChanges changes = on(captured, new RecordAuthorization(authorized(order)));

    assertThat(changes.results()).containsExactly(stands(captured));
    assertThat(changes.changed()).isEmpty();
  }

  @Test
  void refuseOtherTerms() {
    var other = new Payment.Authorized(order, terms("tok_capture_refused"));
    PaymentChanges changes = on(authorized(order), new RecordAuthorization(other));

    assertThat(changes.results()).containsExactly(new DecidedOtherwise(order));
    assertThat(changes.changed()).isEmpty();
  }

  @Test
  void letAClosedPaymentStandWhateverIsAskedOfIt() {
    var closed = new Payment.Closed(order);
    PaymentChanges changes = on(closed, new RecordAuthorization(authorized(order)));

    assertThat(changes.results()).containsExactly(stands(closed));
    assertThat(changes.changed()).isEmpty();
  }

  @Test
  void postBothLegsOfACapture() {
    PaymentChanges changes = on(authorized(order), new RecordCapture(order, true));

    assertThat(changes.changed())
        .containsExactly(new PaymentRecord(new Payment.Captured(order, goodCard()), EARLIER, NOW));
    assertThat(changes.legs())
        .containsExactly(
            new LedgerLeg(
                order, LedgerLeg.Kind.CAPTURE, LedgerLeg.Account.PROCESSOR_RECEIVABLE, AMOUNT),
            new LedgerLeg(
                order, LedgerLeg.Kind.CAPTURE, LedgerLeg.Account.SALES, AMOUNT.times(-1)));
  }

  @Test
  void keepARefusedCaptureForGood() {
    PaymentChanges changes =
        on(authorized(order), new RecordCapture(order, false), new RecordCapture(order, true));

    assertThat(changes.changed())
        .extracting(PaymentRecord::payment)
        .containsExactly(new Payment.CaptureRefused(order, goodCard()));
    assertThat(changes.legs()).isEmpty();
  }

  @Test
  void captureNothingThatIsUnknown() {
    assertThat(onNothing(new RecordCapture(order, true)).results())
        .containsExactly(new Missing(order));
  }

  @Test
  void closeAnOrderThatIsUnknown() {
    assertThat(onNothing(new RecordCancel(order, false)).created())
        .containsExactly(new PaymentRecord(new Payment.Closed(order), NOW, NOW));
  }

  @Test
  void voidWhatWasOnlySetAside() {
    PaymentChanges changes = on(authorized(order), new RecordCancel(order, false));

    assertThat(changes.changed())
        .extracting(PaymentRecord::payment)
        .containsExactly(new Payment.Voided(order, goodCard()));
    assertThat(changes.legs()).isEmpty();
  }

  @Test
  void refundWhatWasTaken() {
    PaymentChanges changes =
        on(new Payment.Captured(order, goodCard()), new RecordCancel(order, true));

    assertThat(changes.changed())
        .extracting(PaymentRecord::payment)
        .containsExactly(new Payment.Refunded(order, goodCard()));
    assertThat(changes.legs()).hasSize(2).allMatch(leg -> leg.kind() == LedgerLeg.Kind.REFUND);
  }

  @Test
  void bookACaptureThatTheCancelOvertookOnceOnly() {
    PaymentChanges changes =
        on(authorized(order), new RecordCancel(order, true), new RecordCapture(order, true));

    assertThat(changes.changed())
        .extracting(PaymentRecord::payment)
        .containsExactly(new Payment.Refunded(order, goodCard()));
    assertThat(changes.legs())
        .extracting(LedgerLeg::kind)
        .containsExactly(
            LedgerLeg.Kind.CAPTURE,
            LedgerLeg.Kind.CAPTURE,
            LedgerLeg.Kind.REFUND,
            LedgerLeg.Kind.REFUND);
  }

  @Test
  void leaveADeclinedPaymentDeclined() {
    var declined = new Payment.Declined(order, terms("tok_declined"), DeclineReason.CARD_DECLINED);
    PaymentChanges changes = on(declined, new RecordCancel(order, false));

    assertThat(changes.results()).containsExactly(stands(declined));
    assertThat(changes.changed()).isEmpty();
  }

  @Test
  void writeAPaymentThatIsNewAndChangesInOneGroupOnlyOnce() {
    PaymentChanges changes =
        onNothing(
            new RecordAuthorization(authorized(order)),
            new RecordCapture(order, true),
            new RecordAuthorization(authorized(order)));

    assertThat(changes.created())
        .extracting(PaymentRecord::payment)
        .containsExactly(new Payment.Captured(order, goodCard()));
    assertThat(changes.changed()).isEmpty();
    assertThat(changes.results()).hasSize(3);
  }

  private static PaymentChanges onNothing(PaymentCommand... commands) {
    return PaymentRules.decide(Map.of(), List.of(commands), NOW);
  }

  private PaymentChanges on(Payment stored, PaymentCommand... commands) {
    var record = new PaymentRecord(stored, EARLIER, EARLIER);
    return PaymentRules.decide(Map.of(order, record), List.of(commands), NOW);
  }

  private static PaymentResult stands(Payment payment) {
    return new Stands(new PaymentRecord(payment, EARLIER, EARLIER));
  }
}
