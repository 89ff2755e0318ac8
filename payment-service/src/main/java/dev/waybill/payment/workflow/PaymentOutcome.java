package dev.waybill.payment.workflow;

import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.Payment.PaymentRecord;
import dev.waybill.payment.domain.PaymentTerms;

/** The outcome of a request. */
public sealed interface PaymentOutcome {
  /** Outcomes of AuthorizePayment. */
  sealed interface OfAuthorize extends PaymentOutcome {}

  /** Outcomes of CapturePayment. */
  sealed interface OfCapture extends PaymentOutcome {}

  /** Outcomes of CancelPayment. */
  sealed interface OfCancel extends PaymentOutcome {}

  /** The stored payment, which is the result, good or bad. */
  record Answered(PaymentRecord record) implements OfAuthorize, OfCapture, OfCancel {}

  /** The card processor has not answered, and nothing is stored: an attempt may be in flight. */
  record Pending(OrderId orderId, PaymentTerms terms) implements OfAuthorize {}

  /** The order's payment was decided with another amount or card. */
  record ContentDiffers(OrderId orderId) implements OfAuthorize, OfCapture {}

  /** The order has no payment. */
  record NotFound(OrderId orderId) implements OfCapture {}

  /** The payment was declined or cancelled, so there is nothing to take. */
  record NotAuthorized(PaymentRecord record) implements OfCapture {}

  /** The card processor has not answered; a retry will find out. */
  record ProcessorTimedOut(OrderId orderId) implements OfCapture, OfCancel {}
}
