package dev.waybill.inventory.domain;

import dev.waybill.common.money.Money;

/** One reserved line with the price per piece at the time of the decision. */
public record PricedLine(Sku sku, int quantity, Money unitPrice) {

  /** The price of the whole line. */
  public Money total() {
    return unitPrice.times(quantity);
  }
}
