package dev.waybill.common.audit;

import java.util.function.Consumer;

/** Finds where a service's stored data breaks an invariant, while the service works. */
public interface InvariantCheck {
  /**
   * Passes on every violation of the invariants that the service can check alone, all from one
   * snapshot. A consumer that blocks slows the reading down.
   *
   * <p>Throws {@code DatabaseUnavailableException} if the database cannot be read.
   */
  void violations(Consumer<Violation> consumer);
}
