package dev.waybill.order.audit;

import dev.waybill.common.audit.InvariantCheck;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Checks the stored orders while work goes on. Each method reads one snapshot and passes its
 * results to the consumer one by one, so a consumer that blocks slows the reading down.
 *
 * <p>Throws {@code DatabaseUnavailableException} if the database cannot be read.
 */
public interface OrderAudit extends InvariantCheck {
  /** Passes on every order that has not changed for at least this long, sorted by order id. */
  void digests(Duration settledFor, Consumer<OrderDigest> consumer);
}
