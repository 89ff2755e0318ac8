package dev.waybill.order.domain;

import dev.waybill.common.money.Money;
import java.util.List;

/** What inventory charges for an order: the price of one piece per line, and the total. */
public record Pricing(List<Money> unitPrices, Money total) {

  public Pricing {
    unitPrices = List.copyOf(unitPrices);
  }
}
