package dev.waybill.order.audit;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Checks the stored orders while work goes on. Each method reads one snapshot, and hands on what it
 * finds one by one, so that a consumer that blocks slows the reading down.
 *
 * <p>Throws {@code DatabaseUnavailableException} when the database cannot be read.
 */
public interface OrderAudit {

  /**
   * Hands on every place where the invariants do not hold that order-service can check alone.
   *
   * <p>An order is open for too long when more than the bound has passed, by the database's clock,
   * since it was placed (undecided or being rejected), since its cancellation began (being
   * cancelled), or since its fulfilment was due (confirmed). An order that is dated in the future
   * is handed on too, because none of these can be told of it.
   */
  void violations(Duration openBound, Consumer<OrderViolation> consumer);

  /** Hands on every order that has not changed for at least this long, sorted by order id. */
  void digests(Duration settledFor, Consumer<OrderDigest> consumer);
}
