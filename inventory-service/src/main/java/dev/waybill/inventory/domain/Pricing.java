package dev.waybill.inventory.domain;

import dev.waybill.common.money.Money;
import java.util.ArrayList;
import java.util.List;

/** The result of pricing an order: a booking, or the first reason against it. */
sealed interface Pricing {

  /** The highest total that can be charged, in minor units. */
  long HIGHEST_TOTAL = 100_000_000_000L;

  /** All lines can be supplied. */
  record Met(Booking booking) implements Pricing {}

  /** Not all lines can be supplied. */
  record Unmet(Refusal refusal) implements Pricing {}

  /** Checks line by line, so that a refusal names the first line that cannot be supplied. */
  static Pricing of(ReservationRequest request, StockBook book) {
    List<PricedLine> lines = new ArrayList<>(request.lines().size());
    for (RequestedLine line : request.lines()) {
      Item item = book.items().get(line.sku());
      if (item == null) {
        return new Unmet(new Refusal.UnknownSku(line.sku()));
      }
      Money price = item.unitPrice();
      if (!lines.isEmpty() && !price.currency().equals(lines.getFirst().unitPrice().currency())) {
        return new Unmet(new Refusal.MixedCurrency(line.sku()));
      }
      long available = item.level().available();
      if (available < line.quantity()) {
        return new Unmet(new Refusal.OutOfStock(line.sku(), line.quantity(), available));
      }
      lines.add(new PricedLine(line.sku(), line.quantity(), price));
    }
    return ofTotal(lines, request);
  }

  private static Pricing ofTotal(List<PricedLine> lines, ReservationRequest request) {
    Money total = lines.stream().map(PricedLine::total).reduce(Money::plus).orElseThrow();
    if (total.minorUnits() > HIGHEST_TOTAL) {
      return new Unmet(new Refusal.TotalOutOfRange());
    }
    Money expected = request.expectedTotal();
    if (expected != null && !expected.equals(total)) {
      return new Unmet(new Refusal.PriceChanged());
    }
    return new Met(new Booking(lines, total, expected));
  }
}
