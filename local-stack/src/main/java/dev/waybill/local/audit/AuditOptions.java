package dev.waybill.local.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What to audit, and how strictly.
 *
 * @param strict whether a reservation or payment of an unknown order is a violation
 * @param settledFor how long an order must have been unchanged to be checked
 * @param journal the answers that clients were given, to be compared with the orders
 */
public record AuditOptions(boolean strict, Duration settledFor, Optional<Path> journal) {
  /** Checks every order in strict mode, without a journal. */
  public static AuditOptions allStrictly() {
    return new AuditOptions(true, Duration.ZERO, Optional.empty());
  }
}
