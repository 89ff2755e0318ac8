package dev.waybill.order.domain;

import dev.waybill.common.money.Money;
import java.util.List;

/** What inventory charges for an order: the price of one piece per line, and the total. */
public record Pricing(List<Money> unitPrices, Money total) {

  public Pricing {
    unitPrices = List.copyOf(unitPrices);
    for (Money price : unitPrices) {
      if (!price.currency().equals(total.currency())) {
        throw new IllegalArgumentException(
            "unit price %s is not in the total's currency %s".formatted(price, total.currency()));
      }
    }
  }
}
