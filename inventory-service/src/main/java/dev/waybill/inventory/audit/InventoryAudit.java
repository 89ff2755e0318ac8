package dev.waybill.inventory.audit;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.OrderId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at stored data as a whole. Each call reads one snapshot, which stays open until the last
 * row was taken: the receiver may wait, but not for ever.
 */
public interface InventoryAudit {

  /**
   * Hands over each item whose level is not what its readings and reservations add up to, and each
   * reservation that is dated in the future or whose hold should have ended.
   */
  void checkStock(Consumer<StockViolation> receiver);

  /** Hands over each reservation that did not change for the given time, sorted by order id. */
  void digests(Duration settledFor, Consumer<ReservationDigest> receiver);

  /** The digest of one reservation. */
  Optional<ReservationDigest> digest(OrderId orderId, TimeBudget budget);
}
