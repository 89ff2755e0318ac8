package dev.waybill.order.watch;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.anyPlace;
import static dev.waybill.order.domain.OrderFixtures.confirm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.InProcessService;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderStep.StepResult;
import dev.waybill.order.store.StoredOrders;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A transaction that stays open delays only its own events. */
final class HeldTransactionTest {

  @AutoClose private final StoredOrders orders = StoredOrders.inFreshDatabase(TIMES);
  @AutoClose private final StoredOrders other = orders.anotherInstance(TIMES);
  private final OrderInstance instance =
      OrderInstance.on(orders.settings(), Duration.ofSeconds(20));
  @AutoClose private final InProcessService service = instance.inProcess();

  @Test
  void otherEventsArriveMeanwhileAndItsOwnAfterwards() throws Exception {
    OrderCommand.Place held = anyPlace();
    orders.applied(held);
    OrdersWatcher watcher = OrdersWatcher.begin(service.channel(), "");
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Void> holder =
        CompletableFuture.runAsync(() -> holdOrder(held, locked, release));
    locked.await();

    // Waits for the order's row in a transaction of its own, which holds no position yet.
    CompletableFuture<StepResult> waiting =
        CompletableFuture.supplyAsync(() -> orders.apply(confirm(held)));
    OrderCommand.Place unaffected = anyPlace();
    other.applied(unaffected);
    other.applied(confirm(unaffected));

    assertThat(watcher.next(2))
        .containsExactly(unaffected.orderId() + " 1", unaffected.orderId() + " 2");
    assertThat(waiting).isNotDone();
    release.countDown();
    holder.get(10, TimeUnit.SECONDS);
    assertThat(watcher.next(1)).containsExactly(held.orderId() + " 2");
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isInstanceOf(StepResult.Applied.class);
  }

  private void holdOrder(OrderCommand.Place held, CountDownLatch locked, CountDownLatch release) {
    other
        .database()
        .inTransaction(
            StoredOrders.budget(),
            handle -> {
              handle.execute(
                  "SELECT FROM orders WHERE order_id = ? FOR UPDATE", held.orderId().value());
              locked.countDown();
              await(release);
              return true;
            });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
