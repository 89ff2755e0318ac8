package dev.waybill.cli.audit;

import dev.waybill.proto.audit.v1.Violation;

/** Hears what an audit finds while it is running, on the audit's thread. */
public interface Findings {
  /** An invariant is broken. */
  void violation(Violation violation);

  /** Something is odd, and breaks no invariant. */
  void notice(Violation notice);

  /** Stock is held for an order that does not exist. It breaks no invariant: it ends by itself. */
  void holdWithoutOrder(Violation hold);

  /** So many orders have been looked at. Called now and then. */
  default void progress(long orders) {}
}
