package dev.waybill.cli.audit;

import dev.waybill.cli.audit.digest.MoneyDigest;
import dev.waybill.cli.audit.digest.OrderDigest;
import dev.waybill.cli.audit.digest.StockDigest;
import dev.waybill.proto.inventory.v1.ReservationState;
import java.time.Duration;
import java.util.Optional;

/** All that the three services say about one order. */
record Case(
    String orderId,
    Optional<OrderDigest> order,
    Optional<StockDigest> stock,
    Optional<MoneyDigest> money) {

  /** How long a hold may be over before inventory has to have ended it. */
  private static final Duration LONGEST_OVERDUE = Duration.ofMinutes(1);

  /**
   * Whether all there is is a hold without an order. It ends by itself: order-service reserves
   * while it records the intent, and may have died in between. A hold that should have ended long
   * ago is something else.
   */
  boolean isHoldWithoutOrder() {
    return order.isEmpty()
        && money.isEmpty()
        && stock
            .filter(it -> it.state() == ReservationState.RESERVATION_STATE_HELD)
            .filter(it -> it.remaining().plus(LONGEST_OVERDUE).isPositive())
            .isPresent();
  }

  /** Whether there is stock or money of an order that order-service does not know. */
  boolean isOrphan() {
    return order.isEmpty() && (stock.isPresent() || money.isPresent());
  }
}
