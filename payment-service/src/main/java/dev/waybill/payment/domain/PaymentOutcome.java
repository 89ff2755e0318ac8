package dev.waybill.payment.domain;

/** How a request ends. */
public sealed interface PaymentOutcome {
  /** Ends of AuthorizePayment. */
  sealed interface OfAuthorize extends PaymentOutcome {}

  /** Ends of CapturePayment. */
  sealed interface OfCapture extends PaymentOutcome {}

  /** Ends of CancelPayment. */
  sealed interface OfCancel extends PaymentOutcome {}

  /** The payment as it is stored; the result, good or bad. */
  record Answered(PaymentRecord record) implements OfAuthorize, OfCapture, OfCancel {}

  /** The card processor has not answered, and nothing is stored: an attempt may be on its way. */
  record Pending(OrderId orderId, PaymentTerms terms) implements OfAuthorize {}

  /** The order's payment was decided with another amount or card. */
  record ContentDiffers(OrderId orderId) implements OfAuthorize, OfCapture {}

  /** The order has no payment. */
  record NotFound(OrderId orderId) implements OfCapture {}

  /** The payment was declined or cancelled, so there is nothing to take. */
  record NotAuthorized(PaymentRecord record) implements OfCapture {}

  /** The card processor has not answered; the same request will find out. */
  record ProcessorTimedOut(OrderId orderId) implements OfCapture, OfCancel {}
}
