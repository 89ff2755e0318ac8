package dev.waybill.order.audit;

import dev.waybill.order.domain.OrderId;

/**
 * A place where stored orders violate an invariant.
 *
 * @param resource the resource at fault, such as {@code orders/5f0c...}
 * @param description one sentence with the offending values and the expected ones
 */
public record OrderViolation(Invariant invariant, String resource, String description) {

  /** The invariants that order-service can check alone, by their names in docs/reliability.md. */
  public enum Invariant {
    /** No open order is older than the bound, and no order is dated in the future. */
    I4,
    /** A customer's request id belongs to one order only. */
    I5,
    /** Events have no gap, are in order, and agree with the order's state. */
    I6
  }

  public static OrderViolation of(Invariant invariant, OrderId id, String description) {
    return new OrderViolation(invariant, "orders/" + id, description);
  }
}
