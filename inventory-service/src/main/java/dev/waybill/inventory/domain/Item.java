package dev.waybill.inventory.domain;

import dev.waybill.common.money.Money;

/** An item that can be ordered, with its price per piece and its stock. */
public record Item(Sku sku, String name, Money unitPrice, StockLevel level) {

  /** The highest price per piece, in minor units. */
  public static final long HIGHEST_PRICE = 1_000_000_000;

  Item withLevel(StockLevel newLevel) {
    return new Item(sku, name, unitPrice, newLevel);
  }
}
