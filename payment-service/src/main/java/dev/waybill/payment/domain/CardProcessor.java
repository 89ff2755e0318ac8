package dev.waybill.payment.domain;

import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.Payment.DeclineReason;

/**
 * The provider that moves money on cards.
 *
 * <p>Every method is idempotent by its key, which is the order id. Every method throws {@link
 * ProcessorTimeoutException} if there was no answer in time: the requested step may have happened,
 * may not have, or may happen later. Only {@link #cancel} ends that uncertainty, because it closes
 * the key.
 */
public interface CardProcessor extends AutoCloseable {
  /** Sets the amount aside. The first decision for a key stands, and a repeat returns it. */
  ProcessorAnswer.ToAuthorize authorize(OrderId key, PaymentTerms terms, TimeBudget budget);

  /** Takes an amount that was set aside. */
  ProcessorAnswer.ToCapture capture(OrderId key, Money amount, TimeBudget budget);

  /** Looks up the decision. If a key is not found, a call may still be in flight. */
  ProcessorAnswer.ToFind find(OrderId key, TimeBudget budget);

  /**
   * Closes the key: releases the amount that was set aside, or gives back what was taken. An
   * unknown key is closed too, so that a late authorize returns {@link ProcessorAnswer.Closed}.
   */
  ProcessorAnswer.ToCancel cancel(OrderId key, TimeBudget budget);

  @Override
  void close();

  /** The answers of a card processor. */
  sealed interface ProcessorAnswer {
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

  /** The card processor did not answer in time; the requested step may or may not have happened. */
  final class ProcessorTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ProcessorTimeoutException(String message) {
      super(message);
    }

    public ProcessorTimeoutException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
