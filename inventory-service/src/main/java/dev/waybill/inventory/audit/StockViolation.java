package dev.waybill.inventory.audit;

import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.Sku;

/**
 * A place where what is stored does not add up, or is dated as it cannot be.
 *
 * @param resource what it is about, such as {@code items/SKU-001}
 * @param description one sentence with the values found and what was expected
 */
public record StockViolation(Invariant invariant, String resource, String description) {
  /** The invariants that inventory-service can check alone, by the names of docs/reliability.md. */
  public enum Invariant {
    /** Pieces add up. */
    I1,
    /** No hold is left open for too long, and nothing is dated in the future. */
    I4
  }

  public static StockViolation of(Sku sku, String description) {
    return new StockViolation(Invariant.I1, "items/" + sku, description);
  }

  public static StockViolation of(OrderId orderId, String description) {
    return new StockViolation(Invariant.I4, "reservations/" + orderId, description);
  }
}
