package dev.waybill.inventory.domain;

import dev.waybill.common.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines that an order requests; a repeat with the same order id must request the same. */
public record ReservationRequest(List<RequestedLine> lines, @Nullable Money expectedTotal) {

  /** Copies the lines. */
  public ReservationRequest {
    lines = List.copyOf(lines);
  }
}
