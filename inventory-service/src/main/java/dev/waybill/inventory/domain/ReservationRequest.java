package dev.waybill.inventory.domain;

import dev.waybill.common.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an order asks for; a repeat with the same order id must ask for the same. */
public record ReservationRequest(List<RequestedLine> lines, @Nullable Money expectedTotal) {

  /** Keeps its own copy of the lines. */
  public ReservationRequest {
    lines = List.copyOf(lines);
  }
}
