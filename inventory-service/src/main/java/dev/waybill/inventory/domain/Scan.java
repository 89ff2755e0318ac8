package dev.waybill.inventory.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One reading of goods that came in. */
public record Scan(UUID scanId, Sku sku, int quantity, @Nullable Instant scanTime) {

  /** Whether both say the same; the scanner's clock decides nothing. */
  boolean sameReading(Scan other) {
    return sku.equals(other.sku) && quantity == other.quantity;
  }
}
