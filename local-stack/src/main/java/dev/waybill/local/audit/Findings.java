package dev.waybill.local.audit;

import dev.waybill.proto.audit.v1.Violation;

/** Receives the findings of a running audit, on the audit's thread. */
public interface Findings {
  /** An invariant is broken. */
  void violation(Violation violation);

  /** Something is odd but breaks no invariant. */
  void notice(Violation notice);

  /**
   * Stock is held for an order that does not exist. This breaks no invariant because it expires by
   * itself.
   */
  void holdWithoutOrder(Violation hold);

  /** Called now and then with the number of orders checked so far. */
  default void progress(long orders) {}
}
