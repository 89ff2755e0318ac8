package dev.waybill.inventory.domain;

import org.jspecify.annotations.Nullable;

/**
 * Why nothing was reserved for an order.
 *
 * @param sku the item at fault; null if the reason is not about a single line
 * @param requested the number of pieces requested; only with {@link Reason#OUT_OF_STOCK}
 * @param available the number of pieces in stock; only with {@link Reason#OUT_OF_STOCK}
 */
public record Refusal(
    Reason reason, @Nullable Sku sku, @Nullable Long requested, @Nullable Long available)
    implements Pricing {

  /** A reason that is not about a single line. */
  public static Refusal of(Reason reason) {
    return new Refusal(reason, null, null, null);
  }

  /** A reason against the line with this item. */
  public static Refusal of(Reason reason, Sku sku) {
    return new Refusal(reason, sku, null, null);
  }

  /** Too few pieces for the line with this item. */
  public static Refusal outOfStock(Sku sku, long requested, long available) {
    return new Refusal(Reason.OUT_OF_STOCK, sku, requested, available);
  }

  /**
   * The kinds of refusal. They are stored by name, and the contract's {@code RefusalReason} and
   * {@code OrderReasonCode} have the same names.
   */
  public enum Reason {
    /** Fewer pieces are available than the line requests. */
    OUT_OF_STOCK,
    /** There is no such item. */
    UNKNOWN_SKU,
    /** The item's price is in another currency than the first line's. */
    MIXED_CURRENCY,
    /** The total is more than can be charged. */
    TOTAL_OUT_OF_RANGE,
    /** The total differs from the one that the customer was shown. */
    PRICE_CHANGED
  }
}
