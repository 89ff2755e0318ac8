package dev.waybill.order.grpc;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.anyPlace;
import static dev.waybill.order.domain.OrderFixtures.anyRequest;
import static dev.waybill.order.domain.OrderFixtures.cancel;
import static dev.waybill.order.domain.OrderFixtures.outOfStock;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.type.Money;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.store.PostgresOrderAudit;
import dev.waybill.order.store.StoredOrders;
import dev.waybill.proto.order.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.order.audit.v1.ListDigestsRequest;
import dev.waybill.proto.order.audit.v1.ListDigestsResponse;
import dev.waybill.proto.order.audit.v1.OrderAuditServiceGrpc;
import dev.waybill.proto.order.audit.v1.OrderAuditServiceGrpc.OrderAuditServiceBlockingStub;
import dev.waybill.proto.order.v1.OrderState;
import io.grpc.BindableService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An audit of sound orders is silent, and names each order that breaks an invariant. */
final class OrderAuditGrpcTest {

  @AutoClose private final StoredOrders orders = StoredOrders.inFreshDatabase(TIMES);

  @AutoClose
  private final InProcessService service =
      InProcessService.start(
          new AuditOnly(
              new OrderAuditGrpcService(new PostgresOrderAudit(orders.database(), TIMES))));

  @Test
  void soundOrdersInEveryStateBreakNothing() {
    placeOneInEveryState();

    assertThat(violations()).isEmpty();
  }

  @Test
  void anUndecidedOrderThatIsTooOldIsNamed() {
    OrderId old = orders.applied(anyPlace()).id();
    orders.applied(anyPlace());
    age(old, "31 seconds");

    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("I4 orders/" + old + " has been PENDING for PT31.")
        .endsWith(", expected at most PT30S");
    assertThat(violations(60)).isEmpty();
  }

  @Test
  void aConfirmedOrderIsTooOldWhenItsFulfilmentIsOverdue() {
    OrderId old = orders.confirmed(anyRequest()).orderId();

    age(old, "34 seconds");
    assertThat(violations()).isEmpty();
    age(old, "36 seconds");
    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("I4 orders/" + old + " has been CONFIRMED for PT31.");
  }

  @Test
  void aCancellationIsTooOldByItsOwnBeginning() {
    OrderCommand.Place place = anyPlace();
    orders.applied(place);
    orders.applied(cancel(place.orderId()));
    orders.execute("UPDATE orders SET create_time = create_time - interval '1 day'");

    assertThat(violations()).isEmpty();
    age(place.orderId(), "31 seconds");
    assertThat(violations()).singleElement().asString().startsWith("I4 ");
  }

  @Test
  void twoOrdersForOneRequestAreNamed() {
    OrderRequest request = anyRequest();
    OrderId first = orders.confirmed(request).orderId();
    OrderId second = orders.confirmed(anyRequest()).orderId();
    orders.execute("ALTER TABLE orders DROP CONSTRAINT orders_request_key");
    orders.execute("UPDATE orders SET request_id = '%s'".formatted(request.requestId()));

    assertThat(violations())
        .hasSize(2)
        .anyMatch(
            found ->
                found.startsWith("I5 orders/")
                    && found.contains("2 orders with request id " + request.requestId())
                    && found.contains(first.toString())
                    && found.contains(second.toString()))
        .anyMatch(
            found -> found.startsWith("I5 orders/" + second) && found.endsWith("orders/" + first));
  }

  @Test
  void anEventThatWasLostIsNamed() {
    OrderId id = orders.confirmed(anyRequest()).orderId();
    orders.confirmed(anyRequest());
    orders.execute("DELETE FROM order_events WHERE version = 1 AND order_id = '%s'".formatted(id));

    assertThat(violations())
        .hasSize(2)
        .contains(
            "I6 orders/"
                + id
                + " its event trail begins with version 2 CONFIRMED,"
                + " expected 1 PENDING")
        .anyMatch(found -> found.startsWith("I6 ") && found.contains("is at position 2, after 0"));
  }

  @Test
  void anOrderThatDisagreesWithItsLastEventIsNamed() {
    OrderId id = orders.applied(anyPlace()).id();
    orders.execute("UPDATE orders SET state = 'COMPLETED'");

    assertThat(violations())
        .containsExactly(
            "I6 orders/"
                + id
                + " its event trail ends with version 1 PENDING, but the order is"
                + " 1 COMPLETED");
  }

  @Test
  void eventsWithoutTheirOrderAndBeyondTheCounterAreNamed() {
    OrderId id = orders.applied(anyPlace()).id();
    orders.execute("DELETE FROM orders");
    orders.execute("UPDATE order_event_counter SET last_position = 5");

    assertThat(violations())
        .containsExactlyInAnyOrder(
            "I6 orders/" + id + " has events, but there is no such order",
            "I6 orders the last event is at position 1, expected 5 as was given out");
  }

  @Test
  void digestsComeSortedAndTellWhatTheOtherServicesNeedToKnow() {
    OrderRequest request = anyRequest();
    OrderId priced = orders.confirmed(request).orderId();
    placeOneInEveryState();

    List<ListDigestsResponse> digests = digests(0);

    assertThat(digests)
        .hasSize(9)
        .extracting(ListDigestsResponse::getOrderId)
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(digests)
        .contains(
            ListDigestsResponse.newBuilder()
                .setOrderId(priced.toString())
                .setState(OrderState.ORDER_STATE_CONFIRMED)
                .setTotal(Money.newBuilder().setCurrencyCode("EUR").setUnits(30))
                .setCustomerId(request.customerId())
                .setRequestId(request.requestId().toString())
                .build())
        .anyMatch(digest -> !digest.hasTotal());
  }

  @Test
  void digestsLeaveOutWhatHasJustChanged() {
    OrderId old = orders.applied(anyPlace()).id();
    orders.applied(anyPlace());
    age(old, "11 seconds");

    assertThat(digests(10)).extracting(ListDigestsResponse::getOrderId).containsExactly(old + "");
  }

  @Test
  void aLongListIsReadPieceByPiece() {
    orders.execute(
        """
        INSERT INTO orders (order_id, customer_id, request_id, content_hash, skus, quantities,
          payment_token, state, version, claim, due_time, attempts, correlation_id, create_time,
          update_time)
        SELECT gen_random_uuid(), 'someone', gen_random_uuid(), '', '{SKU-001}', '{1}', 'tok_ok',
          'PENDING', 1, gen_random_uuid(), now(), 0, '-', now(), now()
        FROM generate_series(1, 3000)
        """);

    assertThat(digests(0)).hasSize(3000).extracting(ListDigestsResponse::getOrderId).isSorted();
  }

  private void placeOneInEveryState() {
    orders.applied(anyPlace());
    orders.confirmed(anyRequest());
    orders.fulfilling(anyRequest());
    ClaimedOrder completed = orders.fulfilling(anyRequest());
    OrderCommand.Place rejected = anyPlace();
    OrderCommand.Place rejecting = anyPlace();
    OrderCommand.Place cancelling = anyPlace();
    OrderCommand.Cancel cancelled = cancel(orders.confirmed(anyRequest()).orderId());
    List<OrderCommand> commands =
        List.of(
            new OrderCommand.Complete(completed.id(), completed.claim()),
            rejected,
            new OrderCommand.Reject(rejected.orderId(), rejected.claim(), outOfStock()),
            rejecting,
            new OrderCommand.StartRejecting(rejecting.orderId(), rejecting.claim(), outOfStock()),
            cancelling,
            cancel(cancelling.orderId()),
            cancelled,
            new OrderCommand.FinishCompensation(cancelled.orderId(), cancelled.claim()));
    commands.forEach(orders::applied);
  }

  /** Makes an order look as if it had last changed that long ago. */
  private void age(OrderId id, String interval) {
    orders.execute(
        """
        UPDATE orders
        SET create_time = now() - interval '%s', update_time = now() - interval '%s'
        WHERE order_id = '%s'
        """
            .formatted(interval, interval, id));
  }

  private List<String> violations() {
    return violations(CheckInvariantsRequest.getDefaultInstance());
  }

  private List<String> violations(long boundSeconds) {
    return violations(
        CheckInvariantsRequest.newBuilder()
            .setOpenBound(Duration.newBuilder().setSeconds(boundSeconds))
            .build());
  }

  private List<String> violations(CheckInvariantsRequest request) {
    List<String> found = new ArrayList<>();
    stub()
        .checkInvariants(request)
        .forEachRemaining(
            response ->
                found.add(
                    "%s %s %s"
                        .formatted(
                            response.getViolation().getInvariant(),
                            response.getViolation().getResource(),
                            response.getViolation().getDescription())));
    return found;
  }

  private List<ListDigestsResponse> digests(long settledSeconds) {
    List<ListDigestsResponse> digests = new ArrayList<>();
    stub()
        .listDigests(
            ListDigestsRequest.newBuilder()
                .setSettledFor(Duration.newBuilder().setSeconds(settledSeconds))
                .build())
        .forEachRemaining(digests::add);
    return digests;
  }

  private OrderAuditServiceBlockingStub stub() {
    return OrderAuditServiceGrpc.newBlockingStub(service.channel());
  }

  /** Nothing but the audit. */
  private record AuditOnly(BindableService audit) implements ServiceWiring {
    @Override
    public List<BindableService> services() {
      return List.of(audit);
    }

    @Override
    public void start() {}

    @Override
    public boolean isHealthy() {
      return true;
    }

    @Override
    public void close() {}
  }
}
