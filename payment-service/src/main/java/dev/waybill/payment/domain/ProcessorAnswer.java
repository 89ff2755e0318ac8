package dev.waybill.payment.domain;

/** The answers of a card processor. */
public sealed interface ProcessorAnswer {
  /** Answers to {@link CardProcessor#authorize}. */
  sealed interface ToAuthorize extends ProcessorAnswer {}

  /** Answers to {@link CardProcessor#capture}. */
  sealed interface ToCapture extends ProcessorAnswer {}

  /** Answers to {@link CardProcessor#find}. */
  sealed interface ToFind extends ProcessorAnswer {}

  /** Answers to {@link CardProcessor#cancel}. */
  sealed interface ToCancel extends ProcessorAnswer {}

  /** The amount was set aside. */
  record Approved() implements ToAuthorize {}

  /** The card was declined permanently. */
  record Declined(DeclineReason reason) implements ToAuthorize {}

  /** The key was used with other terms before; nothing was done now. */
  record KeyReused() implements ToAuthorize {}

  /** The key was cancelled, before or after it was used; nothing more can be taken under it. */
  record Closed() implements ToAuthorize, ToCapture, ToFind {}

  /** The amount was taken. */
  record Captured() implements ToCapture {}

  /** The amount is set aside, but taking it was refused permanently. */
  record CaptureRefused() implements ToCapture {}

  /** Nothing was set aside under the key. */
  record NothingHeld() implements ToCapture {}

  /** The key is known, with this decision. */
  record Found(PaymentTerms terms, ToAuthorize decision) implements ToFind {}

  /** The key is not known yet; an authorize in flight may still arrive. */
  record NotFound() implements ToFind {}

  /** The key is closed, and no money was ever taken under it. */
  record NothingTaken() implements ToCancel {}

  /** The key is closed, and the money taken under it was given back. */
  record GivenBack() implements ToCancel {}
}
