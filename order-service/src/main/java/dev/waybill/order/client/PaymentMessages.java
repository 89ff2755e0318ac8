package dev.waybill.order.client;

import com.google.protobuf.Any;
import dev.waybill.order.domain.OrderReason;
import dev.waybill.order.domain.OrderReason.ReasonCode;
import dev.waybill.order.domain.Payments.Authorization;
import dev.waybill.order.domain.Payments.CaptureOutcome;
import dev.waybill.proto.payment.v1.DeclineReason;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentState;
import dev.waybill.proto.payment.v1.SettlePaymentsResponse;
import dev.waybill.proto.rpc.v1.ItemError;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Converts payment's messages to the domain. */
public final class PaymentMessages {

  private PaymentMessages() {}

  static Authorization authorization(Payment message) {
    return switch (message.getState()) {
      case PAYMENT_STATE_AUTHORIZED, PAYMENT_STATE_CAPTURED -> new Authorization.Authorized();
      case PAYMENT_STATE_DECLINED ->
          new Authorization.Declined(OrderReason.of(code(message.getDeclineReason())));
      case PAYMENT_STATE_PENDING -> new Authorization.Unresolved();
      case PAYMENT_STATE_VOIDED, PAYMENT_STATE_REFUNDED -> new Authorization.Closed();
      case PAYMENT_STATE_UNSPECIFIED, UNRECOGNIZED -> throw unexpected(message);
    };
  }

  /** Throws an instruction's error as the unary call would have thrown it. */
  static CaptureOutcome captureOutcome(SettlePaymentsResponse message) {
    return switch (message.getResultCase()) {
      case PAYMENT -> captureOutcome(message.getPayment());
      case ERROR -> throw error(message.getError());
      case RESULT_NOT_SET -> throw Participant.unexpected("settlement without a result");
    };
  }

  private static StatusRuntimeException error(ItemError error) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(Status.fromCodeValue(error.getCodeValue()).getCode().value())
            .setMessage(error.getMessage())
            .addDetails(Any.pack(error.getErrorInfo()))
            .build());
  }

  private static CaptureOutcome captureOutcome(Payment message) {
    return switch (message.getState()) {
      case PAYMENT_STATE_CAPTURED -> CaptureOutcome.CAPTURED;
      case PAYMENT_STATE_AUTHORIZED -> refusedCapture(message);
      case PAYMENT_STATE_DECLINED, PAYMENT_STATE_VOIDED, PAYMENT_STATE_REFUNDED ->
          CaptureOutcome.REFUSED;
      case PAYMENT_STATE_PENDING, PAYMENT_STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw unexpected(message);
    };
  }

  static PaymentState cancelled(Payment message) {
    return switch (message.getState()) {
      case PAYMENT_STATE_VOIDED, PAYMENT_STATE_REFUNDED, PAYMENT_STATE_DECLINED ->
          message.getState();
      case PAYMENT_STATE_PENDING,
          PAYMENT_STATE_AUTHORIZED,
          PAYMENT_STATE_CAPTURED,
          PAYMENT_STATE_UNSPECIFIED,
          UNRECOGNIZED ->
          throw unexpected(message);
    };
  }

  private static CaptureOutcome refusedCapture(Payment message) {
    if (message.getDeclineReason() != DeclineReason.DECLINE_REASON_CAPTURE_REFUSED) {
      throw unexpected(message);
    }
    return CaptureOutcome.REFUSED;
  }

  private static ReasonCode code(DeclineReason reason) {
    return switch (reason) {
      case DECLINE_REASON_INSUFFICIENT_FUNDS -> ReasonCode.INSUFFICIENT_FUNDS;
      case DECLINE_REASON_CAPTURE_REFUSED -> ReasonCode.CAPTURE_REFUSED;
      // A decline reason that only a newer payment-service knows still means a declined card.
      case DECLINE_REASON_CARD_DECLINED, DECLINE_REASON_UNSPECIFIED, UNRECOGNIZED ->
          ReasonCode.CARD_DECLINED;
    };
  }

  private static RuntimeException unexpected(Payment message) {
    return Participant.unexpected("payment state " + message.getState());
  }
}
