package dev.waybill.order.watch;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.cancel;
import static dev.waybill.order.domain.OrderFixtures.confirm;
import static dev.waybill.order.domain.OrderFixtures.place;
import static dev.waybill.order.domain.OrderFixtures.requestOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.StartsFirst;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.store.StoredOrders;
import dev.waybill.proto.order.v1.WatchOrdersResponse;
import io.grpc.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Two instances write. Watchers disconnect at random and reconnect to either instance, and each
 * sees exactly the stored sequence.
 */
@StartsFirst
final class RandomReconnectTest {

  private static final int ORDERS_PER_WRITER = 150;
  private static final int WRITERS = 4;
  private static final int WATCHERS = 8;

  private final long seed = System.nanoTime();

  @AutoClose private final StoredOrders orders = StoredOrders.inFreshDatabase(TIMES);
  @AutoClose private final StoredOrders otherOrders = orders.anotherInstance(TIMES);
  @AutoClose private final InProcessService service = instance().inProcess();
  @AutoClose private final InProcessService otherService = instance().inProcess();
  @AutoClose private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Test
  void everyWatcherSeesExactlyTheStoredSequence() throws Exception {
    List<OrdersWatcher> starts = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      starts.add(OrdersWatcher.begin(either(new Random(seed + i)), customerOfWatcher(i)));
    }
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      StoredOrders store = i % 2 == 0 ? orders : otherOrders;
      writers.add(threads.submit(() -> write(store)));
    }
    List<Future<List<String>>> watchers = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      OrdersWatcher start = starts.get(i);
      Random random = new Random(seed + i);
      int expected = expected(customerOfWatcher(i));
      watchers.add(threads.submit(() -> watch(start, expected, random)));
    }
    for (Future<?> writer : writers) {
      writer.get(60, TimeUnit.SECONDS);
    }
    for (int i = 0; i < WATCHERS; i++) {
      assertThat(watchers.get(i).get(60, TimeUnit.SECONDS))
          .as("watcher %d, seed %d", i, seed)
          .isEqualTo(stored(customerOfWatcher(i)));
    }
  }

  /** Places an order for each customer in turn, confirms it, and cancels every other one. */
  private static void write(StoredOrders store) {
    for (int i = 0; i < ORDERS_PER_WRITER; i++) {
      OrderCommand.Place place = place(requestOf(customerOfOrder(i)));
      store.applied(place);
      store.applied(confirm(place));
      if (isCancelled(i)) {
        store.applied(cancel(place.orderId()));
      }
    }
  }

  private List<String> watch(OrdersWatcher start, int expected, Random random)
      throws InterruptedException {
    OrdersWatcher watcher = start;
    List<String> seen = new ArrayList<>();
    while (seen.size() < expected) {
      Optional<WatchOrdersResponse> message = watcher.poll();
      message
          .filter(WatchOrdersResponse::hasEvent)
          .ifPresent(present -> seen.add(OrdersWatcher.nameOf(present.getEvent())));
      // The stream may have been ended because the watcher was slow.
      if (message.isEmpty() || random.nextInt(20) == 0) {
        watcher = watcher.goOn(either(random));
      }
    }
    watcher.stream().cancel();
    return seen;
  }

  private static int expected(String customer) {
    int events = 0;
    for (int i = 0; i < ORDERS_PER_WRITER; i++) {
      if (customer.isEmpty() || customer.equals(customerOfOrder(i))) {
        events += isCancelled(i) ? 3 : 2;
      }
    }
    return events * WRITERS;
  }

  private List<String> stored(String customer) {
    String condition = customer.isEmpty() ? "" : " WHERE customer_id = '" + customer + "'";
    return orders.select(
        String.class, OrdersWatcher.STORED.replace(" ORDER", condition + " ORDER"));
  }

  private Channel either(Random random) {
    return random.nextBoolean() ? service.channel() : otherService.channel();
  }

  private OrderInstance instance() {
    return OrderInstance.on(orders.settings(), Duration.ofMillis(20));
  }

  /** Every other watcher watches all customers. */
  private static String customerOfWatcher(int watcher) {
    return watcher % 2 == 0 ? "" : customerOfOrder(watcher);
  }

  private static String customerOfOrder(int order) {
    return "customer-" + order % 3;
  }

  private static boolean isCancelled(int order) {
    return order % 2 == 0;
  }
}
