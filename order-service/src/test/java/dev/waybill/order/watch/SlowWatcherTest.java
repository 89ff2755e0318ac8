package dev.waybill.order.watch;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.anyPlace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.InProcessService;
import dev.waybill.order.store.StoredOrders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * A watcher that does not read costs the server a bounded number of messages, and does not affect
 * others.
 */
final class SlowWatcherTest {

  private static final String EVERYBODY = "";

  /** The number of events that a stream reads at a time while it catches up. */
  private static final int PAGE = 100;

  /** The number of streams that an in-process service admits. */
  private static final int MOST_STREAMS = 100;

  private static final int BUFFER = OrderInstance.BUFFER;

  @AutoClose private final StoredOrders orders = StoredOrders.inFreshDatabase(TIMES);
  private final OrderInstance instance =
      OrderInstance.on(orders.settings(), Duration.ofSeconds(20));
  @AutoClose private final InProcessService service = instance.inProcess();

  @Test
  void isEndedWhenItsBufferIsFullAndCanResume() throws Exception {
    OrdersWatcher slow = OrdersWatcher.begin(service.channel(), EVERYBODY);
    OrdersWatcher quick = OrdersWatcher.begin(service.channel(), EVERYBODY);
    quick.stream().request(2 * BUFFER);
    await().until(() -> instance.feed().subscribers() == 2);
    place(BUFFER);
    await().until(() -> instance.feed().position() == BUFFER);
    assertThat(slow.stream().isOver()).isFalse();
    slow.next(2);

    place(3);

    assertThat(slow.stream().ending()).isEqualTo("RESOURCE_EXHAUSTED SLOW_CONSUMER");
    // Buffered messages are dropped: the caller had taken two.
    assertThat(slow.stream().arrived()).isEmpty();
    assertThat(slow.stream().resumeToken()).isEqualTo(slow.token());
    await().until(() -> instance.feed().subscribers() == 1);
    assertThat(quick.next(BUFFER + 3)).isEqualTo(stored());
    assertThat(slow.goOn(service.channel()).next(BUFFER + 1))
        .isEqualTo(stored().subList(2, BUFFER + 3));
  }

  @Test
  void isSentThePastOnlyAsFastAsItReads() throws Exception {
    OrdersWatcher start = OrdersWatcher.begin(service.channel(), EVERYBODY);
    await().until(() -> instance.feed().subscribers() == 1);
    start.stream().cancel();
    place(300);
    List<OrdersWatcher> watchers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      watchers.add(OrdersWatcher.resume(service.channel(), EVERYBODY, start.token()));
    }
    assertThat(watchers.getFirst().next(300)).isEqualTo(stored());

    await().until(() -> instance.feed().subscribers() == 1);
    await()
        .during(Duration.ofMillis(100))
        .until(() -> instance.eventsRead().get() <= 300 + 49 * PAGE);
    watchers.forEach(watcher -> watcher.stream().cancel());
  }

  @Test
  void openStreamsAreLimited() {
    List<OrdersWatcher> silent = new ArrayList<>();
    for (int i = 0; i <= MOST_STREAMS; i++) {
      silent.add(OrdersWatcher.resume(service.channel(), EVERYBODY, ""));
    }

    await().until(() -> silent.stream().anyMatch(watcher -> watcher.stream().isOver()));
    OrdersWatcher refused =
        silent.stream().filter(watcher -> watcher.stream().isOver()).findAny().orElseThrow();
    assertThat(refused.stream().ending()).isEqualTo("RESOURCE_EXHAUSTED TOO_MANY_STREAMS");
    silent.forEach(watcher -> watcher.stream().cancel());
    await().untilAsserted(() -> OrdersWatcher.begin(service.channel(), EVERYBODY));
    await().until(() -> instance.feed().subscribers() == 1);
  }

  private void place(int count) {
    for (int i = 0; i < count; i++) {
      orders.applied(anyPlace());
    }
  }

  private List<String> stored() {
    return orders.select(String.class, OrdersWatcher.STORED);
  }
}
