package dev.waybill.order.store;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.domain.OrderState.VisibleState;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frequent queries use an index, however many orders there are. */
final class OrderIndexesTest {

  private static final String ANY_ID = "'d57bdab5-39a0-87da-9979-658581368e42'::uuid";

  @AutoClose private final StoredOrders orders = StoredOrders.inFreshDatabase(TIMES);

  @BeforeEach
  void storeMostlyFinishedOrders() {
    orders.execute(
        """
        INSERT INTO orders (order_id, customer_id, request_id, content_hash, skus, quantities,
          payment_token, state, version, claim, due_time, attempts, correlation_id, create_time,
          update_time)
        SELECT gen_random_uuid(), 'customer-' || i % 100, gen_random_uuid(), '', '{SKU-001}', '{1}',
          'tok_ok', CASE i % 50 WHEN 0 THEN 'PENDING' WHEN 1 THEN 'CONFIRMED' ELSE 'COMPLETED' END,
          1, gen_random_uuid(), now() - i * interval '1 s', 0, '-', now() - i * interval '1 s', now()
        FROM generate_series(1, 5000) AS i
        """);
    orders.execute("ANALYZE orders, due_orders");
  }

  @Test
  void dueWorkIsReadFromItsOwnTableInOrder() {
    assertThat(plan(due(OrderTable.LOCK_RECOVERY_DUE)))
        .contains(
            "Index Scan using due_orders_by_time",
            "(due_at <=",
            "Index Scan Backward using due_orders_by_time",
            "Index Scan using orders_pkey")
        .doesNotContain("Seq Scan", "Sort Key");
    assertThat(plan(due(OrderTable.LOCK_FULFILMENT_DUE)))
        .contains(
            "Index Scan using due_orders_by_time",
            "(due_at <=",
            "Index Scan Backward using due_orders_by_time",
            "Index Scan using orders_pkey")
        .doesNotContain("Seq Scan", "Sort Key");
  }

  @Test
  void pagesAreReadFromAnIndexInOrder() {
    String after =
        OrderTable.LIST_AFTER.replace(":after_time", "now()").replace(":after_id", ANY_ID);
    String page = OrderTable.LIST_PAGE.replace(":limit", "10");
    String ofCustomer = OrderTable.LIST_CUSTOMER.replace(":customer", "'customer-7'");

    assertThat(plan(OrderTable.LIST + after + page))
        .contains("Index Scan Backward using orders_by_time", "Index Cond: (ROW(create_time")
        .doesNotContain("Sort Key");
    assertThat(plan(OrderTable.LIST + ofCustomer + page))
        .contains("Index Scan Backward using orders_by_customer")
        .doesNotContain("Sort Key");
  }

  @Test
  void theFewOpenOrdersAreFoundWithoutReadingAllOrders() {
    orders.execute(
        """
        UPDATE orders SET state = 'COMPLETED'
        WHERE state = 'PENDING' AND due_time < now() - interval '300 s'
        """);
    orders.execute("ANALYZE orders, due_orders");
    String page = OrderTable.LIST_PAGE.replace(":limit", "10");

    assertThat(plan(OrderTable.LIST + OrderTable.listStates(Set.of(VisibleState.PENDING)) + page))
        .contains("due_orders", "orders_pkey")
        .doesNotContain("Seq Scan on orders", "orders_by_time");
  }

  @Test
  void aGroupLocksItsOrdersByTheirKey() {
    String ids = "ARRAY[" + ANY_ID + "]";
    assertThat(plan(OrderTable.LOCK.replace(":orders", ids)))
        .contains("orders_pkey")
        .doesNotContain("Seq Scan on orders");
    assertThat(
            plan(
                OrderTable.LOCK_WITH_REQUESTS
                    .replace(":customers", "ARRAY['customer-7']")
                    .replace(":requests", ids)
                    .replace(":orders", ids)))
        .contains("orders_pkey", "orders_request_key")
        .doesNotContain("Seq Scan on orders");
  }

  private static String due(String lock) {
    return lock.replace(":limit", "10").replace(":furthest", "10");
  }

  private String plan(String sql) {
    return String.join("\n", orders.select(String.class, "EXPLAIN " + sql));
  }
}
