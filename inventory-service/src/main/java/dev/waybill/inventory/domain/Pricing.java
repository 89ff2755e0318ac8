package dev.waybill.inventory.domain;

import dev.waybill.common.money.Money;
import dev.waybill.inventory.domain.ReservationRequest.RequestedLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of pricing an order: a booking of all its lines, or the first reason against it. */
public sealed interface Pricing {

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

  /**
   * Why nothing was reserved for an order.
   *
   * @param sku the item at fault; null if the reason is not about a single line
   * @param requested the number of pieces requested; only with {@link Reason#OUT_OF_STOCK}
   * @param available the number of pieces in stock; only with {@link Reason#OUT_OF_STOCK}
   */
  record Refusal(
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
}
