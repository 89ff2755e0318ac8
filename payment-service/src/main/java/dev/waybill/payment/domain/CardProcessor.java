package dev.waybill.payment.domain;

import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;

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
}
