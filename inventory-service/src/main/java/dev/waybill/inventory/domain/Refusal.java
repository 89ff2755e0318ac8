package dev.waybill.inventory.domain;

/** Why nothing was reserved for an order. */
public sealed interface Refusal {

  /** Fewer pieces are available than the line requests. */
  record OutOfStock(Sku sku, long requested, long available) implements Refusal {}

  /** There is no such item. */
  record UnknownSku(Sku sku) implements Refusal {}

  /** The item's price is in another currency than the first line's. */
  record MixedCurrency(Sku sku) implements Refusal {}

  /** The total is more than can be charged. */
  record TotalOutOfRange() implements Refusal {}

  /** The total differs from the one that the customer was shown. */
  record PriceChanged() implements Refusal {}
}
