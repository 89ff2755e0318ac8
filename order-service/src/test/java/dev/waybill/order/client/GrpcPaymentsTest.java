package dev.waybill.order.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderReason;
import dev.waybill.order.domain.OrderReason.ReasonCode;
import dev.waybill.order.domain.ParticipantUnavailableException;
import dev.waybill.order.domain.Payments.Authorization;
import dev.waybill.order.domain.Payments.CaptureOutcome;
import dev.waybill.order.participants.ScriptedParticipants;
import dev.waybill.order.participants.ScriptedPayments;
import dev.waybill.order.participants.Scripts;
import dev.waybill.proto.payment.v1.DeclineReason;
import dev.waybill.proto.payment.v1.PaymentState;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How order-service interprets payment's answers, refusals and missing answers. */
final class GrpcPaymentsTest {

  private static final OrderId ORDER = new OrderId(UUID.randomUUID());
  private static final Money AMOUNT = new Money("EUR", 1999);

  @AutoClose private final ScriptedParticipants participants = ScriptedParticipants.start();

  private final ScriptedPayments scripted = participants.payments();
  @AutoClose private final GrpcPayments payments = new GrpcPayments(participants.channel());

  @ParameterizedTest
  @CsvSource({
    "PAYMENT_STATE_AUTHORIZED, Authorized",
    "PAYMENT_STATE_CAPTURED, Authorized",
    "PAYMENT_STATE_PENDING, Unresolved",
    "PAYMENT_STATE_VOIDED, Closed",
    "PAYMENT_STATE_REFUNDED, Closed"
  })
  void understandsAuthorizations(PaymentState state, String expected) {
    scripted.authorize = request -> ScriptedPayments.inState(request.getOrderId(), state);

    assertThat(authorize().getClass().getSimpleName()).isEqualTo(expected);
  }

  @Test
  void saysWhyACardWasDeclined() {
    scripted.authorize =
        request ->
            ScriptedPayments.declined(request, DeclineReason.DECLINE_REASON_INSUFFICIENT_FUNDS);

    assertThat(authorize())
        .isEqualTo(new Authorization.Declined(OrderReason.of(ReasonCode.INSUFFICIENT_FUNDS)));
  }

  @ParameterizedTest
  @EnumSource(names = {"PAYMENT_STATE_DECLINED", "PAYMENT_STATE_VOIDED", "PAYMENT_STATE_REFUNDED"})
  void treatsAClosedPaymentAsARefusedCapture(PaymentState state) {
    scripted.capture = request -> ScriptedPayments.inState(request.getOrderId(), state);

    assertThat(capture()).isEqualTo(CaptureOutcome.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({"NOT_FOUND, PAYMENT_NOT_FOUND", "FAILED_PRECONDITION, PAYMENT_NOT_AUTHORIZED"})
  void treatsADeclaredErrorAsARefusedCapture(Code code, String reason) {
    scripted.capture = Scripts.failing(code, reason);

    assertThat(capture()).isEqualTo(CaptureOutcome.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, PROCESSOR_TIMEOUT",
    "RESOURCE_EXHAUSTED, OVERLOADED",
    "INTERNAL, X",
    "UNKNOWN, X",
    "NOT_FOUND, ITEM_NOT_FOUND",
    "FAILED_PRECONDITION, X",
    "ALREADY_EXISTS, PAYMENT_CONTENT_DIFFERS",
    "INVALID_ARGUMENT, INVALID_REQUEST",
    "UNIMPLEMENTED, X"
  })
  void treatsAnyOtherErrorAsNoAnswer(Code code, String reason) {
    scripted.capture = Scripts.failing(code, reason);

    assertThatThrownBy(this::capture).isInstanceOf(ParticipantUnavailableException.class);
  }

  @Test
  void treatsAnAuthorizedPaymentAsNoAnswerToCapture() {
    scripted.capture =
        request ->
            ScriptedPayments.inState(request.getOrderId(), PaymentState.PAYMENT_STATE_AUTHORIZED);

    assertThatThrownBy(this::capture).isInstanceOf(ParticipantUnavailableException.class);
  }

  @Test
  void doesNotTreatAnOpenPaymentAsCancelled() {
    scripted.cancel =
        request ->
            ScriptedPayments.inState(request.getOrderId(), PaymentState.PAYMENT_STATE_AUTHORIZED);

    assertThatThrownBy(() -> payments.cancel(ORDER, budget()))
        .isInstanceOf(ParticipantUnavailableException.class);
  }

  @Test
  void waitsNoLongerThanTheBudget() {
    scripted.authorize = Scripts.silence();

    assertThatThrownBy(
            () ->
                payments.authorize(ORDER, AMOUNT, "tok_ok", TimeBudget.of(Duration.ofMillis(150))))
        .isInstanceOf(ParticipantUnavailableException.class)
        .hasMessageContaining("DEADLINE_EXCEEDED");
  }

  private Authorization authorize() {
    return payments.authorize(ORDER, AMOUNT, "tok_ok", budget());
  }

  private CaptureOutcome capture() {
    return payments.capture(ORDER, AMOUNT, budget());
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(3));
  }
}
