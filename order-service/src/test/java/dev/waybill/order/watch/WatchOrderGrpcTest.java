package dev.waybill.order.watch;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.anyPlace;
import static dev.waybill.order.domain.OrderFixtures.cancel;
import static dev.waybill.order.domain.OrderFixtures.confirm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.StreamCaller;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderFixtures;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderStep;
import dev.waybill.order.store.StoredOrders;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.WatchOrderRequest;
import dev.waybill.proto.order.v1.WatchOrderResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Watching one order. */
final class WatchOrderGrpcTest {

  @AutoClose private final StoredOrders orders = StoredOrders.inFreshDatabase(TIMES);
  private final OrderInstance instance =
      OrderInstance.on(orders.settings(), Duration.ofMillis(200));
  @AutoClose private final InProcessService service = instance.inProcess();

  @Test
  void streamsPastAndNewEventsUntilTheOrderIsFinal() throws Exception {
    ClaimedOrder order = orders.fulfilling(OrderFixtures.anyRequest());
    var watch = watch(order.id(), 0, 100);

    assertThat(watch.next().getEvent().getState()).isEqualTo(OrderState.ORDER_STATE_PENDING);
    OrderEvent confirmed = watch.next().getEvent();
    assertThat(confirmed.getState()).isEqualTo(OrderState.ORDER_STATE_CONFIRMED);
    assertThat(confirmed.getOrderId()).isEqualTo(order.id().toString());
    assertThat(confirmed.getVersion()).isEqualTo(2);
    assertThat(confirmed.getCorrelationId()).isEqualTo(OrderFixtures.CORRELATION_ID);
    await().until(() -> instance.feed().subscribers() == 1);
    orders.applied(new OrderStep.Complete(order.id(), order.claim()));

    assertThat(nextEvent(watch).getState()).isEqualTo(OrderState.ORDER_STATE_COMPLETED);
    assertThat(watch.ending()).isEqualTo("OK");
    assertThat(instance.feed().subscribers()).isZero();
  }

  @Test
  void saysWhyAnOrderIsCancelled() throws Exception {
    OrderCommand.Place place = anyPlace();
    orders.applied(place);
    var watch = watch(place.orderId(), 1, 100);

    orders.applied(cancel(place.orderId()));

    OrderEvent event = nextEvent(watch);
    assertThat(event.getState()).isEqualTo(OrderState.ORDER_STATE_CANCELLING);
    assertThat(event.getReason().getCode())
        .isEqualTo(OrderReasonCode.ORDER_REASON_CODE_CANCELLED_BY_REQUEST);
  }

  @Test
  void resumesAfterTheGivenVersion() throws Exception {
    OrderCommand.Place place = orders.confirmed(OrderFixtures.anyRequest());

    assertThat(watch(place.orderId(), 1, 1).next().getEvent().getVersion()).isEqualTo(2);
  }

  @Test
  void endsAtOnceWhenTheCallerHasSeenTheLastEvent() {
    ClaimedOrder order = orders.fulfilling(OrderFixtures.anyRequest());
    orders.applied(new OrderStep.Complete(order.id(), order.claim()));

    var watch = watch(order.id(), 3, 1);

    assertThat(watch.ending()).isEqualTo("OK");
    assertThat(watch.arrived()).isEmpty();
  }

  @Test
  void refusesAVersionThatTheOrderHasNotReached() {
    OrderCommand.Place place = anyPlace();
    orders.applied(place);

    assertThat(watch(place.orderId(), 2, 1).ending())
        .isEqualTo("OUT_OF_RANGE VERSION_OUT_OF_RANGE");
  }

  @Test
  void refusesAnOrderThatDoesNotExist() {
    assertThat(watch(new OrderId(UUID.randomUUID()), 0, 1).ending())
        .isEqualTo("NOT_FOUND ORDER_NOT_FOUND");
  }

  @Test
  void sendsHeartbeatsOnAQuietStream() throws Exception {
    OrderCommand.Place place = anyPlace();
    orders.applied(place);
    var watch = watch(place.orderId(), 1, 100);

    assertThat(watch.next().hasHeartbeat()).isTrue();
    assertThat(watch.next().hasHeartbeat()).isTrue();
    orders.applied(confirm(place));

    assertThat(nextEvent(watch).getVersion()).isEqualTo(2);
  }

  @Test
  void endsWithTheVersionToResumeAfterWhenTheServerStops() throws Exception {
    OrderCommand.Place place = orders.confirmed(OrderFixtures.anyRequest());
    var silent = watch(place.orderId(), 2, 100);
    var seeing = watch(place.orderId(), 1, 100);
    assertThat(seeing.next().getEvent().getVersion()).isEqualTo(2);
    // Heartbeats have no version of their own.
    assertThat(seeing.next().hasHeartbeat()).isTrue();
    await().until(() -> instance.feed().subscribers() == 2);

    service.endStreams();

    assertThat(silent.ending()).isEqualTo("UNAVAILABLE STREAM_ENDED");
    assertThat(silent.resumeToken()).isEqualTo("2");
    assertThat(seeing.resumeToken()).isEqualTo("2");
    await().until(() -> instance.feed().subscribers() == 0);
  }

  @Test
  void callerThatNeverReadsIsRemovedWhenItLeaves() {
    OrderCommand.Place place = anyPlace();
    orders.applied(place);
    var watch = watch(place.orderId(), 1, 0);
    await().until(() -> instance.feed().subscribers() == 1);
    orders.applied(confirm(place));

    watch.cancel();

    await().until(() -> instance.feed().subscribers() == 0);
  }

  private StreamCaller<WatchOrderRequest, WatchOrderResponse> watch(
      OrderId id, long afterVersion, int messages) {
    return StreamCaller.open(service.channel(), OrderServiceGrpc.getWatchOrderMethod())
        .send(
            WatchOrderRequest.newBuilder()
                .setOrderId(id.toString())
                .setAfterVersion(afterVersion)
                .build())
        .finish()
        .request(messages);
  }

  private static OrderEvent nextEvent(StreamCaller<WatchOrderRequest, WatchOrderResponse> watch)
      throws InterruptedException {
    WatchOrderResponse next = watch.next();
    while (next.hasHeartbeat()) {
      next = watch.next();
    }
    return next.getEvent();
  }
}
