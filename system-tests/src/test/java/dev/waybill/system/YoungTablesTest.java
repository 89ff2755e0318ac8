package dev.waybill.system;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.system.cluster.Orders;
import io.grpc.Channel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before PostgreSQL has gathered any statistics, rows are already found by their keys. */
final class YoungTablesTest {
  private static final int ORDERS = 1500;
  private static final List<String> DATABASES = List.of("orders", "inventory", "payments");

  /** The tables that grow with the orders. */
  private static final String OF_ORDERS =
      " FROM pg_stat_user_tables WHERE relname IN ('orders', 'order_events', 'reservations',"
          + " 'payments', 'ledger_legs', 'charges')";

  private TwoStacks stacks;

  @BeforeEach
  void start(@TempDir Path folder) {
    stacks = TwoStacks.start(folder);
  }

  @Test
  void noOrderNeedsAWholeTable() {
    try (TwoStacks open = stacks) {
      // Building an index reads the table, too.
      Map<String, Integer> built =
          DATABASES.stream().collect(toMap(Function.identity(), this::wholeReads));
      placeMany(open.order(0));
      Orders.awaitNoneOpen(open.order(0));

      // Sessions report what they have read when they end.
      open.restart();
      for (String database : DATABASES) {
        Awaitility.await("the sessions of " + database + " report")
            .atMost(Duration.ofSeconds(10))
            .until(() -> open.count(database, "SELECT sum(idx_scan)" + OF_ORDERS) > ORDERS / 64);
        // Once there are statistics, a single look at a small table may be cheaper so.
        assertThat(wholeReads(database))
            .as(database)
            .isLessThan(built.getOrDefault(database, 0) + ORDERS / 20);
      }
    }
  }

  /** Enough for every session to settle on its plans. */
  private static void placeMany(Channel orders) {
    try (ExecutorService callers = Executors.newFixedThreadPool(64)) {
      List<Future<Order>> placed =
          Stream.generate(Orders::anyOrder)
              .limit(ORDERS)
              .map(request -> callers.submit(() -> Orders.place(orders, request)))
              .toList();
      assertThat(placed)
          .extracting(order -> order.get().getOrderId())
          .doesNotHaveDuplicates()
          .hasSize(ORDERS);
    }
  }

  private int wholeReads(String database) {
    return stacks.count(database, "SELECT sum(seq_scan)" + OF_ORDERS);
  }
}
