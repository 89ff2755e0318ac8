package dev.waybill.cli.audit;

import dev.waybill.proto.inventory.v1.ReservationState;
import java.util.Optional;

/** All that the three services say about one order. */
record Case(
    String orderId,
    Optional<OrderDigest> order,
    Optional<StockDigest> stock,
    Optional<MoneyDigest> money) {

  /**
   * Whether all there is is a hold without an order, which ends by itself: order-service reserves
   * while it records the intent, and may have ended in between.
   */
  boolean isPassing() {
    return order.isEmpty()
        && money.isEmpty()
        && stock.filter(it -> it.state() == ReservationState.RESERVATION_STATE_HELD).isPresent();
  }

  /** Whether there is stock or money of an order that order-service does not know. */
  boolean isOrphan() {
    return order.isEmpty() && (stock.isPresent() || money.isPresent());
  }
}
