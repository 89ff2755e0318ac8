package dev.waybill.inventory.domain;

import dev.waybill.common.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pieces of an order with their prices, in the sequence of the request. */
public record Booking(List<PricedLine> lines, Money total, @Nullable Money expectedTotal) {

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
