package dev.waybill.inventory.audit;

import dev.waybill.common.audit.InvariantCheck;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.OrderId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks the stored data as a whole. Each call reads one snapshot, which stays open until the
 * consumer has taken the last row: the consumer may block, but not forever.
 */
public interface InventoryAudit extends InvariantCheck {
  /** Passes on each reservation that has not changed for the given time, sorted by order id. */
  void digests(Duration settledFor, Consumer<ReservationDigest> consumer);

  /** The digest of one reservation. */
  Optional<ReservationDigest> digest(OrderId orderId, TimeBudget budget);
}
