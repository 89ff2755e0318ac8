package dev.waybill.cli.audit;

import java.util.Optional;

/** All that the three services say about one order. */
record Case(
    String orderId,
    Optional<OrderDigest> order,
    Optional<StockDigest> stock,
    Optional<MoneyDigest> money) {

  /** Whether there is stock or money of an order that order-service does not know. */
  boolean isOrphan() {
    return order.isEmpty() && (stock.isPresent() || money.isPresent());
  }
}
