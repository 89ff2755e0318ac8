package dev.waybill.payment.domain;

/** What became of a command. */
public sealed interface PaymentResult {
  /** The payment as it stands now, whether this command changed it or an earlier one did. */
  record Stands(PaymentRecord record) implements PaymentResult {}

  /** The order's payment was decided with other terms; nothing was recorded. */
  record DecidedOtherwise(OrderId orderId) implements PaymentResult {}

  /** The order has no payment that could change; nothing was recorded. */
  record Missing(OrderId orderId) implements PaymentResult {}
}
