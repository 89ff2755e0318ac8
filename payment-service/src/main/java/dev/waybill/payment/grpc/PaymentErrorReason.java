package dev.waybill.payment.grpc;

/** The stable error reasons of the payment service, in addition to the common ones. */
public enum PaymentErrorReason {
  /** The order's payment was decided with another amount or card token. */
  PAYMENT_CONTENT_DIFFERS,
  /** The order has no payment. */
  PAYMENT_NOT_FOUND,
  /** The payment was declined or cancelled, so its amount cannot be taken. */
  PAYMENT_NOT_AUTHORIZED,
  /** The card processor has not answered; a retry of the same request finds out. */
  PROCESSOR_TIMEOUT
}
