package dev.waybill.local.audit;

import dev.waybill.local.audit.digest.MoneyDigest;
import dev.waybill.local.audit.digest.OrderDigest;
import dev.waybill.local.audit.digest.StockDigest;
import dev.waybill.proto.inventory.v1.ReservationState;
import java.time.Duration;
import java.util.Optional;

/** Everything that the three services say about one order. */
record Case(
    String orderId,
    Optional<OrderDigest> order,
    Optional<StockDigest> stock,
    Optional<MoneyDigest> money) {

  /** How long after its end a hold may still exist, until inventory must have ended it. */
  private static final Duration LONGEST_OVERDUE = Duration.ofMinutes(1);

  /**
   * Whether there is only a hold without an order. It expires by itself: order-service reserves
   * while it records the intent, and may have crashed in between. A hold that is long overdue does
   * not count.
   */
  boolean isHoldWithoutOrder() {
    return order.isEmpty()
        && money.isEmpty()
        && stock
            .filter(it -> it.state() == ReservationState.RESERVATION_STATE_HELD)
            .filter(it -> it.remaining().plus(LONGEST_OVERDUE).isPositive())
            .isPresent();
  }

  /** Whether there is stock or money for an order that order-service does not know. */
  boolean isOrphan() {
    return order.isEmpty() && (stock.isPresent() || money.isPresent());
  }
}
