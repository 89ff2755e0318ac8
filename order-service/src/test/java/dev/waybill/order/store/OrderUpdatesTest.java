package dev.waybill.order.store;

import static dev.waybill.order.domain.OrderFixtures.anyRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.TestPostgres;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderStep;
import dev.waybill.order.domain.OrderStore.DueWork;
import org.junit.jupiter.api.Test;

/** Updates of an order stay in their page, and so leave the table's indexes alone (HOT). */
final class OrderUpdatesTest {
  private static final int ORDERS = 300;

  /** Confirmed, claimed for fulfilment, completed. */
  private static final int UPDATES_OF_EACH = 3;

  private static final int LEAST_PERCENT = 95;

  @Test
  void leaveTheIndexesAlone() {
    // One order after the other, because an open transaction keeps the old versions of all.
    StoredOrders orders = StoredOrders.inFreshDatabase(StoredOrders.NO_PATIENCE);
    try (orders) {
      for (int i = 0; i < ORDERS; i++) {
        var _ = orders.confirmed(anyRequest());
        for (ClaimedOrder claimed : orders.claimDue(DueWork.FULFILMENT, 1)) {
          orders.applied(new OrderStep.Complete(claimed.id(), claimed.claim()));
        }
      }
    }

    // A session reports what it has done before it ends.
    await().until(() -> of(orders, "n_tup_upd") >= ORDERS * UPDATES_OF_EACH);
    assertThat(of(orders, "n_tup_hot_upd * 100 / n_tup_upd")).isGreaterThanOrEqualTo(LEAST_PERCENT);
    assertThat(TestPostgres.count(orders.settings(), "SELECT count(*) FROM due_orders")).isZero();
  }

  private static int of(StoredOrders orders, String statistic) {
    return TestPostgres.count(
        orders.settings(),
        "SELECT " + statistic + " FROM pg_stat_user_tables WHERE relname = 'orders'");
  }
}
