package dev.waybill.inventory.audit;

import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.Sku;

/**
 * A place where stored data does not add up, or has an impossible date.
 *
 * @param resource the resource at fault, such as {@code items/SKU-001}
 * @param description one sentence with the values found and the expected ones
 */
public record StockViolation(Invariant invariant, String resource, String description) {
  /**
   * The invariants that inventory-service can check alone, by their names in docs/reliability.md.
   */
  public enum Invariant {
    /** The pieces of an item add up. */
    I1,
    /** No hold stays open for too long, and nothing is dated in the future. */
    I4
  }

  public static StockViolation of(Sku sku, String description) {
    return new StockViolation(Invariant.I1, "items/" + sku, description);
  }

  public static StockViolation of(OrderId orderId, String description) {
    return new StockViolation(Invariant.I4, "reservations/" + orderId, description);
  }
}
