package dev.waybill.payment.domain;

/** The result of a command. */
public sealed interface PaymentResult {

  /** The result of {@link PaymentCommand.RecordAuthorization}. */
  sealed interface OfAuthorization extends PaymentResult {}

  /** The result of {@link PaymentCommand.RecordCapture}. */
  sealed interface OfCapture extends PaymentResult {}

  /** The payment in its current state, whether this command changed it or an earlier one did. */
  record Stands(PaymentRecord record) implements OfAuthorization, OfCapture {}

  /** The order's payment was decided with other terms; nothing was recorded. */
  record DecidedOtherwise(OrderId orderId) implements OfAuthorization {}

  /** The order has no payment that could change; nothing was recorded. */
  record Missing(OrderId orderId) implements OfCapture {}
}
