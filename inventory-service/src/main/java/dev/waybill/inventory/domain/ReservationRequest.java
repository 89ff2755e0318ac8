package dev.waybill.inventory.domain;

import dev.waybill.common.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lines that an order requests; a repeat with the same order id must request the same. */
public record ReservationRequest(List<RequestedLine> lines, @Nullable Money expectedTotal) {

  /** Copies the lines. */
  public ReservationRequest {
    lines = List.copyOf(lines);
  }

  /** Identifies one attempt to place an order that is not recorded yet. */
  public record AttemptId(UUID value) {}

  /** One line of a requested reservation. */
  public record RequestedLine(Sku sku, int quantity) {}
}
