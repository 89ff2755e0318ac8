package dev.waybill.order.watch;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.place;
import static dev.waybill.order.domain.OrderFixtures.requestOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.message.PositionTokens;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.store.StoredOrders;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.WatchOrdersResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watching the orders of all customers or of one. */
final class WatchOrdersGrpcTest {

  private static final String EVERYBODY = "";

  @AutoClose private final StoredOrders orders = StoredOrders.inFreshDatabase(TIMES);
  private final OrderInstance instance =
      OrderInstance.on(orders.settings(), Duration.ofMillis(200));
  @AutoClose private final InProcessService service = instance.inProcess();

  @Test
  void startsWithTheNextEvent() throws Exception {
    placeFor("customer-1");
    OrdersWatcher watcher = OrdersWatcher.begin(service.channel(), EVERYBODY);

    OrderId next = placeFor("customer-2");

    OrderEvent event = watcher.next();
    assertThat(event.getOrderId()).isEqualTo(next.toString());
    assertThat(event.getState()).isEqualTo(OrderState.ORDER_STATE_PENDING);
  }

  @Test
  void resumesAfterTheTokenOfAnyMessage() throws Exception {
    OrdersWatcher watcher = OrdersWatcher.begin(service.channel(), EVERYBODY);
    OrderCommand.Place first = orders.confirmed(requestOf("customer-1"));
    OrderId second = placeFor("customer-2");

    assertThat(watcher.next().getVersion()).isEqualTo(1);
    OrdersWatcher again = watcher.goOn(service.channel());

    OrderEvent confirmed = again.next();
    assertThat(confirmed.getOrderId()).isEqualTo(first.orderId().toString());
    assertThat(confirmed.getVersion()).isEqualTo(2);
    assertThat(again.goOn(service.channel()).next().getOrderId()).isEqualTo(second.toString());
  }

  @Test
  void showsOneCustomersOrdersOnly() throws Exception {
    OrdersWatcher watcher = OrdersWatcher.begin(service.channel(), "customer-2");
    String start = watcher.token();
    placeFor("customer-1");
    OrderId live = placeFor("customer-2");
    placeFor("customer-1");

    assertThat(watcher.next().getOrderId()).isEqualTo(live.toString());
    OrdersWatcher late = OrdersWatcher.resume(service.channel(), "customer-2", start);
    assertThat(late.next().getOrderId()).isEqualTo(live.toString());
  }

  @Test
  void heartbeatsAdvanceTheTokenOfAQuietCustomer() throws Exception {
    OrdersWatcher watcher = OrdersWatcher.begin(service.channel(), "customer-2");
    String start = watcher.token();
    for (int i = 0; i < 20; i++) {
      placeFor("customer-1");
    }
    await().until(() -> instance.feed().position() == 20);

    WatchOrdersResponse heartbeat = watcher.nextMessage();

    assertThat(heartbeat.hasHeartbeat()).isTrue();
    assertThat(heartbeat.getResumeToken()).isNotEqualTo(start);
    assertThat(positionIn(heartbeat.getResumeToken(), "customer-2")).isEqualTo("20");
  }

  @Test
  void heartbeatTokenNeverPassesTheLastEventSent() throws Exception {
    OrdersWatcher watcher = OrdersWatcher.begin(service.channel(), EVERYBODY);
    placeFor("customer-1");
    assertThat(watcher.next().getVersion()).isEqualTo(1);

    assertThat(watcher.nextMessage().hasHeartbeat()).isTrue();

    assertThat(positionIn(watcher.token(), EVERYBODY)).isEqualTo("1");
  }

  @Test
  void endsWithAResumeTokenWhenTheServerStops() throws Exception {
    OrdersWatcher watcher = OrdersWatcher.begin(service.channel(), EVERYBODY);
    placeFor("customer-1");
    assertThat(watcher.next().getVersion()).isEqualTo(1);

    service.endStreams();

    assertThat(watcher.stream().ending()).isEqualTo("UNAVAILABLE STREAM_ENDED");
    assertThat(positionIn(watcher.stream().resumeToken(), EVERYBODY)).isEqualTo("1");
    await().until(() -> instance.feed().subscribers() == 0);
  }

  @Test
  void refusesATokenThatWasTamperedWith() throws Exception {
    String token = OrdersWatcher.begin(service.channel(), EVERYBODY).token();
    char other = token.charAt(12) == 'A' ? 'B' : 'A';

    assertRefused(EVERYBODY, token.substring(0, 12) + other + token.substring(13));
    assertRefused(EVERYBODY, "no token");
  }

  @Test
  void refusesATokenOfAnotherFilter() throws Exception {
    String token = OrdersWatcher.begin(service.channel(), EVERYBODY).token();

    assertRefused("customer-1", token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "9223372036854775807", "-1", "-9223372036854775808", "one", ""})
  void refusesATokenWithAnInvalidPosition(String position) {
    assertRefused(EVERYBODY, PositionTokens.ofStream("orders").encode(EVERYBODY, position));
  }

  private void assertRefused(String customerId, String token) {
    OrdersWatcher refused = OrdersWatcher.resume(service.channel(), customerId, token);
    assertThat(refused.stream().ending()).isEqualTo("INVALID_ARGUMENT INVALID_RESUME_TOKEN");
  }

  private OrderId placeFor(String customerId) {
    OrderCommand.Place place = place(requestOf(customerId));
    orders.applied(place);
    return place.orderId();
  }

  private static String positionIn(String token, String customerId) {
    return PositionTokens.ofStream("orders").decode(token, customerId, "resume_token");
  }
}
