package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.system.cluster.Orders;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of each service that work on the same rows rarely write in vain. The worst case:
 * all orders want one item, so that every group of inventory changes the same row.
 */
final class QuickPathMissesTest {
  private static final int ORDERS = 800;
  private static final int CALLERS = 16;
  private static final int MOST_PERCENT = 20;

  /** A miss is a transaction that rolls back, and little else does. */
  private static final String SHARE =
      """
      SELECT (100 * xact_rollback / (xact_commit + xact_rollback))::int
      FROM pg_stat_database WHERE datname = current_database()
      """;

  @Test
  void areFewEvenIfAllOrdersWantOneItem(@TempDir Path folder) {
    try (TwoStacks stacks = TwoStacks.start(folder);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<Order>> placed =
          IntStream.range(0, ORDERS)
              .mapToObj(stacks::order)
              .map(
                  orderService ->
                      callers.submit(() -> Orders.place(orderService, Orders.anyOrder())))
              .toList();
      assertThat(placed).extracting(Future::get).hasSize(ORDERS);
      Orders.awaitNoneOpen(stacks.order(0));
      // Sessions report what they have done before they end.
      stacks.stopServices();

      for (String database : List.of("orders", "inventory", "payments")) {
        int share = stacks.count(database, SHARE);
        System.out.printf(Locale.ROOT, "%s: %d %% of all transactions missed%n", database, share);
        assertThat(share).as(database).isLessThanOrEqualTo(MOST_PERCENT);
      }
    }
  }
}
