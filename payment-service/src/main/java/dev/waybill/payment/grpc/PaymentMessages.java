package dev.waybill.payment.grpc;

import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.common.money.Money;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.Payment;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.PaymentTerms;
import dev.waybill.proto.payment.v1.AuthorizePaymentRequest;
import dev.waybill.proto.payment.v1.DeclineReason;
import dev.waybill.proto.payment.v1.PaymentState;
import java.util.UUID;

/** Converts payments between the domain and protobuf. */
public final class PaymentMessages {
  private PaymentMessages() {}

  /** The text is a UUID, because the request has been validated. */
  static OrderId orderId(String orderId) {
    return new OrderId(UUID.fromString(orderId));
  }

  static PaymentTerms terms(AuthorizePaymentRequest request) {
    return new PaymentTerms(amount(request.getAmount()), request.getPaymentToken());
  }

  /** Throws INVALID_ARGUMENT naming the field unless a payment may have this amount. */
  static Money amount(com.google.type.Money message) {
    Money amount = MoneyMessages.fromMessage(message, "amount");
    if (!PaymentTerms.isAllowed(amount)) {
      throw RpcErrors.invalidField(
          "amount",
          "must be between 1 and "
              + PaymentTerms.MAX_MINOR_UNITS
              + " minor units, but is "
              + amount.minorUnits());
    }
    return amount;
  }

  static dev.waybill.proto.payment.v1.Payment toMessage(PaymentRecord record) {
    Payment payment = record.payment();
    var message =
        dev.waybill.proto.payment.v1.Payment.newBuilder()
            .setOrderId(payment.orderId().toString())
            .setState(state(payment))
            .setDeclineReason(declineReason(payment))
            .setCreateTime(TimeMessages.toMessage(record.createTime()))
            .setUpdateTime(TimeMessages.toMessage(record.updateTime()));
    if (payment instanceof Payment.Asked asked) {
      var amount = MoneyMessages.toMessage(asked.terms().amount());
      message.setAmount(amount);
      if (payment instanceof Payment.Captured || payment instanceof Payment.Refunded) {
        message.setCaptured(amount);
      }
      if (payment instanceof Payment.Refunded) {
        message.setRefunded(amount);
      }
    }
    return message.build();
  }

  static dev.waybill.proto.payment.v1.Payment pending(OrderId orderId, PaymentTerms terms) {
    return dev.waybill.proto.payment.v1.Payment.newBuilder()
        .setOrderId(orderId.toString())
        .setAmount(MoneyMessages.toMessage(terms.amount()))
        .setState(PaymentState.PAYMENT_STATE_PENDING)
        .build();
  }

  public static PaymentState state(Payment payment) {
    return switch (payment) {
      case Payment.Authorized _, Payment.CaptureRefused _ -> PaymentState.PAYMENT_STATE_AUTHORIZED;
      case Payment.Declined _ -> PaymentState.PAYMENT_STATE_DECLINED;
      case Payment.Captured _ -> PaymentState.PAYMENT_STATE_CAPTURED;
      case Payment.Voided _, Payment.Closed _ -> PaymentState.PAYMENT_STATE_VOIDED;
      case Payment.Refunded _ -> PaymentState.PAYMENT_STATE_REFUNDED;
    };
  }

  private static DeclineReason declineReason(Payment payment) {
    return switch (payment) {
      case Payment.Declined declined ->
          switch (declined.reason()) {
            case CARD_DECLINED -> DeclineReason.DECLINE_REASON_CARD_DECLINED;
            case INSUFFICIENT_FUNDS -> DeclineReason.DECLINE_REASON_INSUFFICIENT_FUNDS;
          };
      case Payment.CaptureRefused _ -> DeclineReason.DECLINE_REASON_CAPTURE_REFUSED;
      case Payment.Authorized _,
          Payment.Captured _,
          Payment.Voided _,
          Payment.Refunded _,
          Payment.Closed _ ->
          DeclineReason.DECLINE_REASON_UNSPECIFIED;
    };
  }
}
