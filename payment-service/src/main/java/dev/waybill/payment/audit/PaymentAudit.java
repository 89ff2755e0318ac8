package dev.waybill.payment.audit;

import dev.waybill.common.audit.InvariantCheck;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Checks the stored payments while work goes on. Each method reads one snapshot and passes its
 * results to the consumer one by one, so a consumer that blocks slows the reading down.
 */
public interface PaymentAudit extends InvariantCheck {
  /** Passes on every payment that has not changed for at least this long, sorted by order id. */
  void digests(Duration settledFor, Consumer<PaymentDigest> consumer);
}
