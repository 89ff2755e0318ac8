package dev.waybill.inventory.domain;

import dev.waybill.common.money.Money;
import dev.waybill.inventory.domain.ReservationRequest.RequestedLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of pricing an order: a booking of all its lines, or the first reason against it. */
public sealed interface Pricing permits Pricing.Booking, Refusal {

  /** The highest total that can be charged, in minor units. */
  long HIGHEST_TOTAL = 100_000_000_000L;

  /** Checks line by line, so that a refusal names the first line that cannot be supplied. */
  static Pricing of(ReservationRequest request, StockBook book) {
    List<PricedLine> lines = new ArrayList<>(request.lines().size());
    for (RequestedLine line : request.lines()) {
      Item item = book.items().get(line.sku());
      if (item == null) {
        return Refusal.of(Refusal.Reason.UNKNOWN_SKU, line.sku());
      }
      Money price = item.unitPrice();
      if (!lines.isEmpty() && !price.currency().equals(lines.getFirst().unitPrice().currency())) {
        return Refusal.of(Refusal.Reason.MIXED_CURRENCY, line.sku());
      }
      long available = item.level().available();
      if (available < line.quantity()) {
        return Refusal.outOfStock(line.sku(), line.quantity(), available);
      }
      lines.add(new PricedLine(line.sku(), line.quantity(), price));
    }
    return ofTotal(lines, request);
  }

  private static Pricing ofTotal(List<PricedLine> lines, ReservationRequest request) {
    Money total = lines.stream().map(PricedLine::total).reduce(Money::plus).orElseThrow();
    if (total.minorUnits() > HIGHEST_TOTAL) {
      return Refusal.of(Refusal.Reason.TOTAL_OUT_OF_RANGE);
    }
    Money expected = request.expectedTotal();
    if (expected != null && !expected.equals(total)) {
      return Refusal.of(Refusal.Reason.PRICE_CHANGED);
    }
    return new Booking(lines, total, expected);
  }

  /** The pieces of an order with their prices, in the sequence of the request. */
  record Booking(List<PricedLine> lines, Money total, @Nullable Money expectedTotal)
      implements Pricing {

    /** Copies the lines. */
    public Booking {
      lines = List.copyOf(lines);
    }

    /** Returns the request that the booking was made for. */
    public ReservationRequest request() {
      List<RequestedLine> requested =
          lines.stream().map(line -> new RequestedLine(line.sku(), line.quantity())).toList();
      return new ReservationRequest(requested, expectedTotal);
    }
  }

  /** One reserved line with the price per piece at the time of the decision. */
  record PricedLine(Sku sku, int quantity, Money unitPrice) {

    /** The price of the whole line. */
    public Money total() {
      return unitPrice.times(quantity);
    }
  }
}
