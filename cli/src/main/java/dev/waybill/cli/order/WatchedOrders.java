package dev.waybill.cli.order;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The orders to watch: exactly one of these options. A picocli group. */
final class WatchedOrders {
  @Parameters(paramLabel = "ORDER_ID", arity = "1", description = "One order, by its UUID.")
  @Nullable String orderId;

  @Option(names = "--customer", paramLabel = "ID", description = "All orders of this customer.")
  @Nullable String customer;

  @Option(names = "--all", description = "All orders.")
  boolean all;

  /** What messages call these orders. */
  String title() {
    if (orderId != null) {
      return "order " + orderId;
    }
    return customer == null ? "all orders" : "the orders of customer " + customer;
  }
}
