package dev.waybill.system;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.system.cluster.Orders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows must be found by key even while the tables are small, because PostgreSQL keeps a plan until
 * it gathers statistics again, and by then the tables have grown.
 */
final class YoungTablesTest {
  private static final int FEW_ORDERS = 30;
  private static final int MANY_ORDERS = 1500;

  /**
   * By key it is three to five, and up to eight if every group locks its rows first. A plan made
   * for few rows reads some hundred.
   */
  private static final int ROWS_READ_PER_ORDER = 10;

  private static final List<String> DATABASES = List.of("orders", "inventory", "payments");

  /** The tables that grow with the orders. */
  private static final String OF_ORDERS =
      " FROM pg_stat_user_tables WHERE relname IN ('orders', 'order_events', 'reservations',"
          + " 'payments', 'ledger_legs', 'charges')";

  private static final String SESSIONS =
      "FROM pg_stat_activity WHERE application_name = 'waybill'"
          + " AND datname = current_database()";

  @Test
  void noOrderScansAWholeTable(@TempDir Path folder) {
    try (TwoStacks stacks = TwoStacks.start(folder)) {
      // Building an index also reads the table.
      Map<String, Integer> built = ofEach(stacks, "SELECT sum(seq_scan)" + OF_ORDERS);
      placeMany(stacks, FEW_ORDERS);
      DATABASES.forEach(database -> stacks.execute(database, "VACUUM ANALYZE"));
      placeMany(stacks, MANY_ORDERS);

      // Sessions report what they have read before they end.
      stacks.stopServices();
      DATABASES.forEach(database -> awaitNone(stacks, database, SESSIONS));

      assertThat(ofEach(stacks, "SELECT sum(seq_scan)" + OF_ORDERS)).isEqualTo(built);
      assertThat(ofEach(stacks, "SELECT sum(seq_tup_read + idx_tup_fetch)" + OF_ORDERS))
          .allSatisfy(
              (_, rows) ->
                  assertThat(rows).isBetween(MANY_ORDERS, MANY_ORDERS * ROWS_READ_PER_ORDER));
    }
  }

  /** Uses enough callers at a time for every session to settle on its plans. */
  private static void placeMany(TwoStacks stacks, int orders) {
    try (ExecutorService callers = Executors.newFixedThreadPool(64)) {
      List<Future<Order>> placed =
          IntStream.range(0, orders)
              .mapToObj(stacks::order)
              .map(
                  orderService ->
                      callers.submit(() -> Orders.place(orderService, Orders.anyOrder())))
              .toList();
      assertThat(placed)
          .extracting(order -> order.get().getOrderId())
          .doesNotHaveDuplicates()
          .hasSize(orders);
    }
    awaitNone(stacks, "orders", "FROM due_orders");
  }

  private static Map<String, Integer> ofEach(TwoStacks stacks, String sql) {
    return DATABASES.stream()
        .collect(toMap(Function.identity(), database -> stacks.count(database, sql)));
  }

  /** Counts in SQL, because a list of orders would read orders itself. */
  private static void awaitNone(TwoStacks stacks, String database, String rows) {
    Awaitility.await("there is nothing " + rows + " in " + database)
        .atMost(Orders.FINAL_WITHIN)
        .until(() -> stacks.count(database, "SELECT count(*) " + rows) == 0);
  }
}
