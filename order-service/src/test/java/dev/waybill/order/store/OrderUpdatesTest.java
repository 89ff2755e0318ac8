package dev.waybill.order.store;

import static dev.waybill.order.domain.OrderFixtures.anyRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.TestPostgres;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderStep;
import dev.waybill.order.domain.OrderStore.DueWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Updates of an order stay in their page, and so leave the table's indexes alone (HOT). */
final class OrderUpdatesTest {
  private static final int ORDERS = 600;
  private static final int AT_A_TIME = 16;

  /** Confirmed, claimed for fulfilment, completed. */
  private static final int UPDATES_OF_EACH = 3;

  private static final int LEAST_PERCENT = 95;

  @Test
  void leaveTheIndexesAlone() throws Exception {
    StoredOrders orders = StoredOrders.inFreshDatabase(StoredOrders.NO_PATIENCE);
    try (orders;
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int done = 0; done < ORDERS; done += AT_A_TIME) {
        List<Future<?>> group = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
          group.add(threads.submit(() -> orders.confirmed(anyRequest())));
        }
        for (Future<?> confirmed : group) {
          confirmed.get();
        }
        for (ClaimedOrder claimed : orders.claimDue(DueWork.FULFILMENT, AT_A_TIME)) {
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
