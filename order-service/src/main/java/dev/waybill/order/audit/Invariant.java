package dev.waybill.order.audit;

import dev.waybill.common.audit.Violation;
import dev.waybill.order.domain.OrderId;

/** The invariants that order-service can check alone, by their names in docs/reliability.md. */
enum Invariant {
  /** No open order is older than the bound, and no order is dated in the future. */
  I4,
  /** A customer's request id belongs to one order only. */
  I5,
  /** Events have no gap, are in order, and agree with the order's state. */
  I6;

  Violation brokenBy(OrderId id, String description) {
    return brokenBy("orders/" + id, description);
  }

  Violation brokenBy(String resource, String description) {
    return new Violation(name(), resource, description);
  }
}
