package dev.waybill.payment.audit;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Checks the stored payments while work goes on. Each method reads one snapshot, and hands on what
 * it finds one by one, so that a consumer that blocks slows the reading down.
 */
public interface PaymentAudit {
  void violations(Consumer<PaymentViolation> consumer);

  /** Hands on every payment that has not changed for at least this long, sorted by order id. */
  void digests(Duration settledFor, Consumer<PaymentDigest> consumer);
}
