package dev.waybill.payment.domain;

/** What became of a command. */
public sealed interface PaymentResult {

  /** What {@link PaymentCommand.RecordAuthorization} comes to. */
  sealed interface OfAuthorization extends PaymentResult {}

  /** What {@link PaymentCommand.RecordCapture} comes to. */
  sealed interface OfCapture extends PaymentResult {}

  /** The payment as it stands now, whether this command changed it or an earlier one did. */
  record Stands(PaymentRecord record) implements OfAuthorization, OfCapture {}

  /** The order's payment was decided with other terms; nothing was recorded. */
  record DecidedOtherwise(OrderId orderId) implements OfAuthorization {}

  /** The order has no payment that could change; nothing was recorded. */
  record Missing(OrderId orderId) implements OfCapture {}
}
