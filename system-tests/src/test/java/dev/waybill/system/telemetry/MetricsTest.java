package dev.waybill.system.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.type.Money;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.telemetry.Schema.Kind;
import dev.waybill.common.telemetry.Schema.Metric;
import dev.waybill.common.telemetry.Scrape;
import dev.waybill.local.shop.Catalogue;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.local.stack.LocalStack;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackPorts;
import dev.waybill.local.stack.StackSettings;
import dev.waybill.postgres.DatabaseAccess;
import dev.waybill.postgres.LocalPostgres;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.inventory.v1.WatchStockRequest;
import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.WatchOrderRequest;
import dev.waybill.proto.order.v1.WatchOrderResponse;
import dev.waybill.system.cluster.Orders;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What three services show after orders of all kinds is what they declare: no metric, label or
 * value more, and none less.
 */
final class MetricsTest {
  /** Those of libraries: gRPC's own, which gRFC A66 and A96 define, and the exporter's. */
  private static final List<String> OF_OTHERS = List.of("grpc_", "target_info");

  /** The services that the orders keep busy. */
  private static final List<ServiceDefinition<?, ?>> BUSY =
      List.of(Services.ORDER, Services.INVENTORY, Services.PAYMENT);

  @TempDir private Path folder;
  @AutoClose private final Lifetime lifetime = new Lifetime();
  private final Map<ServiceDefinition<?, ?>, ManagedChannel> channels = new HashMap<>();
  private LocalPostgres postgres;
  private LocalStack stack;

  @BeforeEach
  void start() {
    postgres = lifetime.own(() -> LocalPostgres.start(folder.resolve("postgres")));
    stack =
        LocalStack.start(
            lifetime,
            postgres,
            StackSettings.on(StackPorts.ANY)
                .withMetrics()
                .withAll("--database-connections", "2")
                .with(
                    Services.ORDER,
                    "--fulfilment-delay",
                    "100ms",
                    "--fulfilment-interval",
                    "50ms"));
    for (ServiceDefinition<?, ?> service : Services.ALL) {
      ManagedChannel channel =
          Grpc.newChannelBuilder(stack.address(service), InsecureChannelCredentials.create())
              .build();
      AutoCloseable _ = lifetime.own(() -> channel::shutdownNow);
      channels.put(service, channel);
    }
    var _ = Catalogue.fill(channel(Services.INVENTORY));
  }

  @Test
  void showWhatIsDeclaredAndNothingElse() throws SQLException {
    watch();
    placeOrdersOfAllKinds();
    waitInVainForAConnection();

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> BUSY.forEach(this::showsAllThatItDeclares));
    Services.ALL.forEach(this::showsNothingElse);
    showsWhatHappened();
  }

  private void showsAllThatItDeclares(ServiceDefinition<?, ?> service) {
    Scrape scrape = scrape(service);
    for (Metric metric : Schemas.of(service)) {
      if (isOfAnotherService(metric, service)) {
        continue;
      }
      String name = Schemas.prometheusName(metric);
      assertThat(scrape.types()).as(service.title()).containsKey(name);
      assertThat(scrape.labels(name))
          .as(name)
          .isEqualTo(
              metric.labels().stream()
                  .map(label -> Schemas.prometheus(label.name()))
                  .collect(Collectors.toSet()));
      if (metric.kind() == Kind.HISTOGRAM) {
        assertThat(scrape.sum(name + "_count", Map.of())).as(name).isPositive();
      }
    }
  }

  /** The feeds are not in all services. */
  private static boolean isOfAnotherService(Metric metric, ServiceDefinition<?, ?> service) {
    boolean isLag = metric.name().equals("waybill.feed.lag");
    return (isLag && !service.equals(Services.ORDER))
        || (metric.name().startsWith("waybill.feed.") && service.equals(Services.PAYMENT));
  }

  private void showsNothingElse(ServiceDefinition<?, ?> service) {
    Scrape scrape = scrape(service);
    Map<String, Metric> declared =
        Schemas.of(service).stream()
            .collect(Collectors.toMap(Schemas::prometheusName, metric -> metric));
    for (String name : scrape.names()) {
      if (OF_OTHERS.stream().noneMatch(name::startsWith)) {
        assertThat(declared).as(service.title()).containsKey(name);
        for (Metric.Label label : Objects.requireNonNull(declared.get(name)).labels()) {
          Set<String> values = scrape.values(name, Schemas.prometheus(label.name()));
          if (label.values().isEmpty()) {
            assertThat(values).as(name).hasSizeLessThanOrEqualTo(2);
          } else {
            assertThat(label.values()).as(name).containsAll(values);
          }
        }
      }
    }
  }

  /** Each kind of failure is counted where it belongs. */
  private void showsWhatHappened() {
    Scrape order = scrape(Services.ORDER);
    for (String state : List.of("confirmed", "completed", "rejected", "cancelled")) {
      assertThat(
              order.sum(
                  "waybill_order_state_duration_seconds_count",
                  Map.of("waybill_order_state", state)))
          .as(state)
          .isPositive();
    }
    assertThat(
            order.sum(
                "waybill_order_saga_interruptions_total",
                Map.of("waybill_order_saga_cause", "participant_silent")))
        .isPositive();
    assertThat(
            order.sum("db_client_connection_timeouts_total", Map.of("waybill_db_timeout", "busy")))
        .isPositive();
    assertThat(
            scrape(Services.INVENTORY)
                .sum(
                    "waybill_inventory_reservations_total",
                    Map.of("waybill_inventory_reservation_outcome", "out_of_stock")))
        .isPositive();
    assertThat(
            scrape(Services.PAYMENT)
                .sum(
                    "waybill_payment_processor_answers_total",
                    Map.of("waybill_payment_processor_answer", "timed_out")))
        .isPositive();
    assertThat(
            order.sum(
                "grpc_client_call_duration_seconds_count",
                Map.of("grpc_method", "waybill.payment.v1.PaymentService/AuthorizePayment")))
        .isPositive();
  }

  private void placeOrdersOfAllKinds() {
    assertThat(placedAndFinal("tok_ok")).isEqualTo(OrderState.ORDER_STATE_COMPLETED);
    assertThat(placedAndFinal("tok_declined")).isEqualTo(OrderState.ORDER_STATE_REJECTED);
    assertThat(placedAndFinal("tok_capture_refused")).isEqualTo(OrderState.ORDER_STATE_CANCELLED);
    assertThat(placedAndFinal("tok_timeout_then_ok")).isEqualTo(OrderState.ORDER_STATE_COMPLETED);
    var _ =
        InventoryServiceGrpc.newBlockingStub(channel(Services.INVENTORY))
            .putItem(
                PutItemRequest.newBuilder()
                    .setSku("SOLD-OUT")
                    .setName("Nothing left")
                    .setUnitPrice(Money.newBuilder().setCurrencyCode("EUR").setUnits(1))
                    .build());
    Order sold =
        Orders.place(
            channel(Services.ORDER),
            Orders.anyOrder().toBuilder()
                .setLines(0, PlaceOrderLine.newBuilder().setSku("SOLD-OUT").setQuantity(1))
                .build());
    assertThat(sold.getState()).isEqualTo(OrderState.ORDER_STATE_REJECTED);
    Order cancelled =
        Orders.place(channel(Services.ORDER), Orders.orderPaidWith("tok_timeout_lost"));
    try {
      var _ =
          Orders.stub(channel(Services.ORDER))
              .cancelOrder(
                  CancelOrderRequest.newBuilder().setOrderId(cancelled.getOrderId()).build());
    } catch (StatusRuntimeException _) {
      // It is already being rejected, which is fine: it ends either way.
    }
  }

  private OrderState placedAndFinal(String token) {
    ManagedChannel orders = channel(Services.ORDER);
    return Orders.awaitFinal(orders, Orders.place(orders, Orders.orderPaidWith(token)).getOrderId())
        .getState();
  }

  /** Follows an order to its end, so that the feeds have something to do. */
  private void watch() {
    Order order = Orders.place(channel(Services.ORDER), Orders.anyOrder());
    Iterator<WatchOrderResponse> events =
        OrderServiceGrpc.newBlockingStub(channel(Services.ORDER))
            .watchOrder(WatchOrderRequest.newBuilder().setOrderId(order.getOrderId()).build());
    while (events.hasNext()) {
      events.next();
    }
    assertThat(
            InventoryServiceGrpc.newBlockingStub(channel(Services.INVENTORY))
                .watchStock(WatchStockRequest.newBuilder().addSkus("SKU-001").build())
                .hasNext())
        .isTrue();
  }

  /** All connections wait for a lock, so the next borrower gets none. */
  private void waitInVainForAConnection() throws SQLException {
    DatabaseAccess access = postgres.database(Services.ORDER.database().orElseThrow().name());
    GetOrderRequest request =
        GetOrderRequest.newBuilder()
            .setOrderId(Orders.place(channel(Services.ORDER), Orders.anyOrder()).getOrderId())
            .build();
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.user(), access.password());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
      for (int i = 0; i < 4; i++) {
        assertThatExceptionOfType(StatusRuntimeException.class)
            .isThrownBy(
                () ->
                    Orders.stub(channel(Services.ORDER))
                        .withDeadlineAfter(Duration.ofMillis(500))
                        .getOrder(request));
      }
      connection.rollback();
    }
  }

  private Scrape scrape(ServiceDefinition<?, ?> service) {
    return Scrape.of(stack.metricsPort(service).orElseThrow());
  }

  private ManagedChannel channel(ServiceDefinition<?, ?> service) {
    return Objects.requireNonNull(channels.get(service));
  }
}
