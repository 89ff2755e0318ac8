package dev.waybill.payment.domain;

import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;

/**
 * The provider that moves money on cards.
 *
 * <p>Every method is idempotent by its key, which is the order id. Every method throws {@link
 * ProcessorTimeoutException} when no answer came in time: whatever was asked for may have happened,
 * may not have, or may happen later. Only {@link #cancel} ends that doubt, because it closes the
 * key.
 */
public interface CardProcessor extends AutoCloseable {
  /**
   * Sets the amount aside. The first decision for a key stands, and a repeat is answered with it.
   */
  ProcessorAnswer.ToAuthorize authorize(OrderId key, PaymentTerms terms, TimeBudget budget);

  /** Takes an amount that was set aside. */
  ProcessorAnswer.ToCapture capture(OrderId key, Money amount, TimeBudget budget);

  /** Looks up what was decided. That a key is not found proves nothing about a call in flight. */
  ProcessorAnswer.ToFind find(OrderId key, TimeBudget budget);

  /**
   * Closes the key: lets go of what was set aside, gives back what was taken. A key never seen is
   * closed too, so that a late authorize is answered with {@link ProcessorAnswer.Closed}.
   */
  ProcessorAnswer.ToCancel cancel(OrderId key, TimeBudget budget);

  @Override
  void close();
}
