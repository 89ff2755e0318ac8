package dev.waybill.order.audit;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Checks the stored orders while work goes on. Each method reads one snapshot and passes its
 * results to the consumer one by one, so a consumer that blocks slows the reading down.
 *
 * <p>Throws {@code DatabaseUnavailableException} if the database cannot be read.
 */
public interface OrderAudit {

  /**
   * Passes on every violation of the invariants that order-service can check alone.
   *
   * <p>An order is open for too long if more than the bound has passed, by the database's clock,
   * since it was placed (undecided or being rejected), since its cancellation began (being
   * cancelled), or since its fulfilment was due (confirmed). An order dated in the future is passed
   * on too, because its open time cannot be determined.
   */
  void violations(Duration openBound, Consumer<OrderViolation> consumer);

  /** Passes on every order that has not changed for at least this long, sorted by order id. */
  void digests(Duration settledFor, Consumer<OrderDigest> consumer);
}
