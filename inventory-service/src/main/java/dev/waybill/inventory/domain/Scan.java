package dev.waybill.inventory.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One reading of received goods. */
public record Scan(UUID scanId, Sku sku, int quantity, @Nullable Instant scanTime) {

  /** Whether both have the same item and quantity; the scanner's clock does not matter. */
  boolean sameReading(Scan other) {
    return sku.equals(other.sku) && quantity == other.quantity;
  }
}
