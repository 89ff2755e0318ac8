package dev.waybill.order.watch;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.anyPlace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.testing.StreamCaller;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderFixtures;
import dev.waybill.order.store.StoredOrders;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.WatchOrderRequest;
import dev.waybill.proto.order.v1.WatchOrderResponse;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Watchers over real sockets resume exactly where they were after the server restarted. */
final class RestartedServerTest {

  @AutoClose private final StoredOrders orders = StoredOrders.inFreshDatabase(TIMES);
  private OrderInstance instance = newInstance();
  private GrpcServer server = serve(0);

  @AutoClose("shutdownNow")
  private final ManagedChannel channel =
      Channels.open(server.address(), OrderServiceGrpc.getServiceDescriptor());

  @Test
  void aWatcherOfAllOrdersMissesNothing() throws Exception {
    try {
      OrdersWatcher watcher = OrdersWatcher.begin(channel, "");
      place(5);
      List<String> seen = new ArrayList<>(watcher.next(3));

      int port = server.port();
      server.close();
      // Messages in flight arrive before the end.
      watcher.stream().request(100);
      assertThat(watcher.stream().ending()).isEqualTo("UNAVAILABLE STREAM_ENDED");
      place(5);
      restart(port);

      OrdersWatcher again = OrdersWatcher.resume(channel, "", watcher.token());
      place(5);
      seen.addAll(again.next(12));
      assertThat(seen).isEqualTo(orders.select(String.class, OrdersWatcher.STORED));
    } finally {
      server.close();
    }
  }

  @Test
  void aWatcherOfOneOrderMissesNothing() throws Exception {
    try {
      OrderCommand.Place place = orders.confirmed(OrderFixtures.anyRequest());
      var watch = watch(place, 0);
      assertThat(watch.next().getEvent().getVersion()).isEqualTo(1);
      assertThat(watch.next().getEvent().getVersion()).isEqualTo(2);

      int port = server.port();
      server.close();
      assertThat(watch.ending()).isEqualTo("UNAVAILABLE STREAM_ENDED");
      orders.applied(OrderFixtures.cancel(place.orderId()));
      restart(port);

      var again = watch(place, Long.parseLong(watch.resumeToken()));
      assertThat(again.next().getEvent().getVersion()).isEqualTo(3);
    } finally {
      server.close();
    }
  }

  @Test
  void aClientThatVanishesLeavesNoSubscription() throws Exception {
    try {
      OrdersWatcher.begin(channel, "");
      await().until(() -> instance.feed().subscribers() == 1);

      channel.shutdownNow();

      await().until(() -> instance.feed().subscribers() == 0);
    } finally {
      server.close();
    }
  }

  private void restart(int port) {
    instance = newInstance();
    server = serve(port);
  }

  private OrderInstance newInstance() {
    return OrderInstance.on(orders.settings(), Duration.ofSeconds(20));
  }

  private GrpcServer serve(int port) {
    return GrpcServer.start(new ServerSettings(port), instance.wiring());
  }

  private StreamCaller<WatchOrderRequest, WatchOrderResponse> watch(
      OrderCommand.Place place, long afterVersion) {
    return StreamCaller.open(channel, OrderServiceGrpc.getWatchOrderMethod())
        .send(
            WatchOrderRequest.newBuilder()
                .setOrderId(place.orderId().toString())
                .setAfterVersion(afterVersion)
                .build())
        .finish()
        .request(10);
  }

  private void place(int count) {
    for (int i = 0; i < count; i++) {
      orders.applied(anyPlace());
    }
  }
}
