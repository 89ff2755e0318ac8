package dev.waybill.inventory.audit;

import dev.waybill.common.audit.Violation;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.Sku;

/** The invariants that inventory-service can check alone, by their names in docs/reliability.md. */
enum Invariant {
  /** The pieces of an item add up. */
  I1,
  /** No hold stays open for too long, and nothing is dated in the future. */
  I4;

  static Violation brokenBy(Sku sku, String description) {
    return new Violation(I1.name(), "items/" + sku, description);
  }

  static Violation brokenBy(OrderId orderId, String description) {
    return new Violation(I4.name(), "reservations/" + orderId, description);
  }
}
