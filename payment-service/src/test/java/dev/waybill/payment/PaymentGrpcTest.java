package dev.waybill.payment;

import static dev.waybill.payment.domain.Payments.AMOUNT;
import static dev.waybill.payment.domain.Payments.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.money.Money;
import dev.waybill.common.testing.CallError;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.proto.payment.v1.DeclineReason;
import dev.waybill.proto.payment.v1.GetPaymentRequest;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentState;
import io.grpc.Status;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The payment service as its callers see it. */
final class PaymentGrpcTest {
  @AutoClose private final RunningPayments payments = new RunningPayments();
  private final OrderId order = anyOrder();

  @AfterEach
  void theBooksAgree() {
    assertThat(payments.violations()).isEmpty();
  }

  @Test
  void setsTheAmountAsideOnAGoodCard() {
    Payment payment = payments.authorize(order, "tok_ok");

    assertThat(payment.getOrderId()).isEqualTo(order.toString());
    assertThat(payment.getState()).isEqualTo(PaymentState.PAYMENT_STATE_AUTHORIZED);
    assertThat(payment.getAmount()).isEqualTo(MoneyMessages.toMessage(AMOUNT));
    assertThat(payment.hasCaptured()).isFalse();
    assertThat(payment.hasCreateTime()).isTrue();
    assertThat(get()).isEqualTo(payment);
  }

  @ParameterizedTest
  @CsvSource({
    "tok_declined, DECLINE_REASON_CARD_DECLINED",
    "tok_insufficient_funds, DECLINE_REASON_INSUFFICIENT_FUNDS",
    "some_other_card, DECLINE_REASON_CARD_DECLINED"
  })
  void answersADeclinedCardAsAResult(String token, DeclineReason reason) {
    Payment payment = payments.authorize(order, token);

    assertThat(payment.getState()).isEqualTo(PaymentState.PAYMENT_STATE_DECLINED);
    assertThat(payment.getDeclineReason()).isEqualTo(reason);
    assertThat(payments.authorize(order, token)).isEqualTo(payment);
    assertThat(payments.cancel(order)).isEqualTo(payment);
  }

  @Test
  void looksUpAnApprovalWhoseAnswerCameTooLate() {
    Payment payment = payments.authorize(order, "tok_timeout_then_ok");

    assertThat(payment.getState()).isEqualTo(PaymentState.PAYMENT_STATE_AUTHORIZED);
    assertThat(payments.authorize(order, "tok_timeout_then_ok")).isEqualTo(payment);
  }

  @Test
  void answersPendingAndStoresNothingWhenAnAttemptIsLost() {
    Payment payment = payments.authorize(order, "tok_timeout_lost");

    assertThat(payment.getState()).isEqualTo(PaymentState.PAYMENT_STATE_PENDING);
    assertThat(payment.hasCreateTime()).isFalse();
    assertThat(CallError.of(this::get).reason()).isEqualTo("PAYMENT_NOT_FOUND");
    assertThat(payments.charges(order)).isEmpty();
    assertThat(payments.cancel(order).getState()).isEqualTo(PaymentState.PAYMENT_STATE_VOIDED);
  }

  @Test
  void takesTheAmountOnce() {
    payments.authorize(order, "tok_ok");

    Payment payment = payments.capture(order, AMOUNT);

    assertThat(payment.getState()).isEqualTo(PaymentState.PAYMENT_STATE_CAPTURED);
    assertThat(payment.getCaptured()).isEqualTo(payment.getAmount());
    assertThat(payments.capture(order, AMOUNT)).isEqualTo(payment);
    assertThat(payments.authorize(order, "tok_ok")).isEqualTo(payment);
    assertThat(ledgerBalance()).isEqualTo("1250");
  }

  @Test
  void keepsACaptureRefused() {
    payments.authorize(order, "tok_capture_refused");

    Payment payment = payments.capture(order, AMOUNT);

    assertThat(payment.getState()).isEqualTo(PaymentState.PAYMENT_STATE_AUTHORIZED);
    assertThat(payment.getDeclineReason()).isEqualTo(DeclineReason.DECLINE_REASON_CAPTURE_REFUSED);
    assertThat(payments.capture(order, AMOUNT)).isEqualTo(payment);
    assertThat(payments.cancel(order).getState()).isEqualTo(PaymentState.PAYMENT_STATE_VOIDED);
  }

  @Test
  void answersALateAuthorizeAfterACancelWithVoided() {
    Payment closed = payments.cancel(order);
    Payment late = payments.authorize(order, "tok_ok");

    assertThat(closed.getState()).isEqualTo(PaymentState.PAYMENT_STATE_VOIDED);
    assertThat(late).isEqualTo(closed);
    assertThat(late.hasAmount()).isFalse();
    assertThat(payments.charges(order)).containsExactly("VOIDED");
  }

  @Test
  void refundsWhatWasTaken() {
    payments.authorize(order, "tok_ok");
    payments.capture(order, AMOUNT);

    Payment payment = payments.cancel(order);

    assertThat(payment.getState()).isEqualTo(PaymentState.PAYMENT_STATE_REFUNDED);
    assertThat(payment.getRefunded()).isEqualTo(payment.getCaptured());
    assertThat(payments.cancel(order)).isEqualTo(payment);
    assertThat(payments.charges(order)).containsExactly("REFUNDED EUR 1250");
    assertThat(ledgerBalance()).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({"tok_ok", "tok_declined"})
  void takesNothingThatIsNotAuthorized(String token) {
    payments.authorize(order, token);
    payments.cancel(order);

    assertThat(CallError.of(() -> payments.capture(order, AMOUNT)))
        .isEqualTo(failure(Status.Code.FAILED_PRECONDITION, "PAYMENT_NOT_AUTHORIZED"));
  }

  @Test
  void takesNothingForAnUnknownOrder() {
    assertThat(CallError.of(() -> payments.capture(order, AMOUNT)))
        .isEqualTo(failure(Status.Code.NOT_FOUND, "PAYMENT_NOT_FOUND"));
  }

  @Test
  void refusesARepeatWithOtherContent() {
    payments.authorize(order, "tok_ok");
    Money other = new Money("EUR", 1251);
    CallError differs = failure(Status.Code.ALREADY_EXISTS, "PAYMENT_CONTENT_DIFFERS");

    assertThat(CallError.of(() -> payments.authorize(order, other, "tok_ok"))).isEqualTo(differs);
    assertThat(CallError.of(() -> payments.authorize(order, "tok_declined"))).isEqualTo(differs);
    assertThat(CallError.of(() -> payments.capture(order, other))).isEqualTo(differs);
  }

  @Test
  void makesOneAuthorizationFromAHundredConcurrentRequests() throws Exception {
    Set<Payment> answers = new HashSet<>();
    Callable<Payment> call = () -> payments.authorize(order, "tok_ok");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Payment> answer : threads.invokeAll(Collections.nCopies(100, call))) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).containsExactly(get());
    assertThat(payments.charges(order)).containsExactly("APPROVED EUR 1250");
  }

  private Payment get() {
    return payments
        .stub()
        .getPayment(GetPaymentRequest.newBuilder().setOrderId(order.toString()).build())
        .getPayment();
  }

  private String ledgerBalance() {
    return payments
        .query("SELECT sum(amount_minor) FROM ledger_legs WHERE account = 'PROCESSOR_RECEIVABLE'")
        .getFirst();
  }

  private CallError failure(Status.Code code, String reason) {
    return new CallError(code, reason, List.of(), "payments/" + order);
  }
}
