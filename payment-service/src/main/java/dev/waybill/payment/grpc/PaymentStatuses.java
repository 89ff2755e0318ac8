package dev.waybill.payment.grpc;

import dev.waybill.common.error.RpcErrors;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.workflow.PaymentOutcome;
import dev.waybill.payment.workflow.PaymentOutcome.Answered;
import dev.waybill.payment.workflow.PaymentOutcome.ContentDiffers;
import dev.waybill.payment.workflow.PaymentOutcome.NotAuthorized;
import dev.waybill.payment.workflow.PaymentOutcome.NotFound;
import dev.waybill.payment.workflow.PaymentOutcome.Pending;
import dev.waybill.payment.workflow.PaymentOutcome.ProcessorTimedOut;
import dev.waybill.proto.payment.v1.Payment;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;

/** Maps an outcome to the payment or to its one error. */
public final class PaymentStatuses {
  private PaymentStatuses() {}

  /** Returns the payment to answer with; throws the matching error if there is none. */
  static Payment answer(PaymentOutcome outcome) {
    return switch (outcome) {
      case Answered(var record) -> PaymentMessages.toMessage(record);
      case Pending(var orderId, var terms) -> PaymentMessages.pending(orderId, terms);
      case ContentDiffers(var orderId) ->
          throw error(
              Code.ALREADY_EXISTS,
              PaymentErrorReason.PAYMENT_CONTENT_DIFFERS,
              "the order's payment was decided with a different amount or card token",
              orderId);
      case NotFound(var orderId) -> throw notFound(orderId);
      case NotAuthorized(var record) ->
          throw error(
              Code.FAILED_PRECONDITION,
              PaymentErrorReason.PAYMENT_NOT_AUTHORIZED,
              "the payment is " + PaymentMessages.state(record.payment()) + ", not authorized",
              record.payment().orderId());
      case ProcessorTimedOut(var orderId) ->
          throw error(
              Code.UNAVAILABLE,
              PaymentErrorReason.PROCESSOR_TIMEOUT,
              "the card processor has not answered; send the same request again",
              orderId);
    };
  }

  static StatusRuntimeException notFound(OrderId orderId) {
    return error(
        Code.NOT_FOUND, PaymentErrorReason.PAYMENT_NOT_FOUND, "the order has no payment", orderId);
  }

  private static StatusRuntimeException error(
      Code code, PaymentErrorReason reason, String message, OrderId orderId) {
    return RpcErrors.resource(
        code, reason.name(), message, "waybill.payment.v1.Payment", "payments/" + orderId);
  }

  /** The stable error reasons of the payment service, in addition to the common ones. */
  public enum PaymentErrorReason {
    /** The order's payment was decided with a different amount or card token. */
    PAYMENT_CONTENT_DIFFERS,
    /** The order has no payment. */
    PAYMENT_NOT_FOUND,
    /** The payment was declined or cancelled, so its amount cannot be taken. */
    PAYMENT_NOT_AUTHORIZED,
    /** The card processor has not answered; a retry of the same request finds out. */
    PROCESSOR_TIMEOUT
  }
}
