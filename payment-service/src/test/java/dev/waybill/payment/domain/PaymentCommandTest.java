package dev.waybill.payment.domain;

import static dev.waybill.payment.domain.Payments.AMOUNT;
import static dev.waybill.payment.domain.Payments.anyOrder;
import static dev.waybill.payment.domain.Payments.authorized;
import static dev.waybill.payment.domain.Payments.goodCard;
import static dev.waybill.payment.domain.Payments.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.command.RowCache;
import dev.waybill.payment.domain.Payment.DeclineReason;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.PaymentCommand.PaymentResult.DecidedOtherwise;
import dev.waybill.payment.domain.PaymentCommand.PaymentResult.Missing;
import dev.waybill.payment.domain.PaymentCommand.PaymentResult.Stands;
import dev.waybill.payment.domain.PaymentCommand.RecordAuthorization;
import dev.waybill.payment.domain.PaymentCommand.RecordCancel;
import dev.waybill.payment.domain.PaymentCommand.RecordCapture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single decisions of the payment rules. */
final class PaymentCommandTest {
  private static final Instant EARLIER = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:05Z");

  private final PaymentBook book = new PaymentBook(new RowCache<>(0));
  private final OrderId order = anyOrder();

  @Test
  void recordTheFirstDecision() {
    onNothing(new RecordAuthorization(authorized(order)));

    assertThat(book.payments().added())
        .containsExactly(new PaymentRecord(authorized(order), NOW, NOW));
    assertThat(book.legs()).isEmpty();
  }

  @Test
  void answerARepeatWithTheFirstDecision() {
    var captured = new Payment.Captured(order, goodCard());
    List<Object> results = on(captured, new RecordAuthorization(authorized(order)));

    assertThat(results).containsExactly(new Stands(record(captured)));
    assertThat(book.payments().changed()).isEmpty();
  }

  @Test
  void refuseOtherTerms() {
    var other = new Payment.Authorized(order, terms("tok_capture_refused"));
    List<Object> results = on(authorized(order), new RecordAuthorization(other));

    assertThat(results).containsExactly(new DecidedOtherwise(order));
    assertThat(book.payments().changed()).isEmpty();
  }

  @Test
  void keepAClosedPaymentClosed() {
    var closed = new Payment.Closed(order);
    List<Object> results = on(closed, new RecordAuthorization(authorized(order)));

    assertThat(results).containsExactly(new Stands(record(closed)));
    assertThat(book.payments().changed()).isEmpty();
  }

  @Test
  void keepTheTimeOfTheLastChangeIfTheClockWasSetBack() {
    book.payments().load(order, new PaymentRecord(authorized(order), EARLIER, NOW));

    new RecordCapture(order, true).decide(book, EARLIER);

    assertThat(book.payments().changed())
        .containsExactly(new PaymentRecord(new Payment.Captured(order, goodCard()), EARLIER, NOW));
  }

  @Test
  void postBothLegsOfACapture() {
    on(authorized(order), new RecordCapture(order, true));

    assertThat(book.payments().changed())
        .containsExactly(new PaymentRecord(new Payment.Captured(order, goodCard()), EARLIER, NOW));
    assertThat(book.legs())
        .containsExactly(
            new LedgerLeg(
                order, LedgerLeg.Kind.CAPTURE, LedgerLeg.Account.PROCESSOR_RECEIVABLE, AMOUNT),
            new LedgerLeg(
                order, LedgerLeg.Kind.CAPTURE, LedgerLeg.Account.SALES, AMOUNT.times(-1)));
  }

  @Test
  void keepACaptureRefused() {
    on(authorized(order), new RecordCapture(order, false), new RecordCapture(order, true));

    assertThat(book.payments().changed())
        .extracting(PaymentRecord::payment)
        .containsExactly(new Payment.CaptureRefused(order, goodCard()));
    assertThat(book.legs()).isEmpty();
  }

  @Test
  void captureNothingForAnUnknownOrder() {
    assertThat(onNothing(new RecordCapture(order, true))).containsExactly(new Missing(order));
  }

  @Test
  void closeAnUnknownOrder() {
    onNothing(new RecordCancel(order, false));

    assertThat(book.payments().added())
        .containsExactly(new PaymentRecord(new Payment.Closed(order), NOW, NOW));
  }

  @Test
  void voidWhatWasOnlySetAside() {
    on(authorized(order), new RecordCancel(order, false));

    assertThat(book.payments().changed())
        .extracting(PaymentRecord::payment)
        .containsExactly(new Payment.Voided(order, goodCard()));
    assertThat(book.legs()).isEmpty();
  }

  @Test
  void refundWhatWasTaken() {
    on(new Payment.Captured(order, goodCard()), new RecordCancel(order, true));

    assertThat(book.payments().changed())
        .extracting(PaymentRecord::payment)
        .containsExactly(new Payment.Refunded(order, goodCard()));
    assertThat(book.legs()).hasSize(2).allMatch(leg -> leg.kind() == LedgerLeg.Kind.REFUND);
  }

  @Test
  void bookACaptureOvertakenByTheCancelOnlyOnce() {
    on(authorized(order), new RecordCancel(order, true), new RecordCapture(order, true));

    assertThat(book.payments().changed())
        .extracting(PaymentRecord::payment)
        .containsExactly(new Payment.Refunded(order, goodCard()));
    assertThat(book.legs())
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
    List<Object> results = on(declined, new RecordCancel(order, false));

    assertThat(results).containsExactly(record(declined));
    assertThat(book.payments().changed()).isEmpty();
  }

  @Test
  void writeAPaymentCreatedAndChangedInOneGroupOnlyOnce() {
    List<Object> results =
        onNothing(
            new RecordAuthorization(authorized(order)),
            new RecordCapture(order, true),
            new RecordAuthorization(authorized(order)));

    assertThat(book.payments().added())
        .extracting(PaymentRecord::payment)
        .containsExactly(new Payment.Captured(order, goodCard()));
    assertThat(book.payments().changed()).isEmpty();
    assertThat(results).hasSize(3);
  }

  private List<Object> onNothing(PaymentCommand<?>... commands) {
    List<Object> results = new ArrayList<>();
    for (PaymentCommand<?> command : commands) {
      results.add(command.decide(book, NOW));
    }
    return results;
  }

  private List<Object> on(Payment stored, PaymentCommand<?>... commands) {
    book.payments().load(order, record(stored));
    return onNothing(commands);
  }

  private static PaymentRecord record(Payment payment) {
    return new PaymentRecord(payment, EARLIER, EARLIER);
  }
}
