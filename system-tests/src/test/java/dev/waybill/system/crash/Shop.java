package dev.waybill.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Money;
import dev.waybill.local.shop.Deliveries;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.audit.v1.GetDigestRequest;
import dev.waybill.proto.inventory.audit.v1.InventoryAuditServiceGrpc;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import dev.waybill.proto.inventory.v1.ListItemsRequest;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.inventory.v1.ReserveLine;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import dev.waybill.proto.inventory.v1.WatchStockRequest;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.WatchOrderRequest;
import dev.waybill.proto.order.v1.WatchOrdersRequest;
import dev.waybill.proto.payment.v1.GetPaymentRequest;
import dev.waybill.proto.payment.v1.ListPaymentsRequest;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc.PaymentServiceBlockingStub;
import dev.waybill.system.cluster.Cluster;
import dev.waybill.system.cluster.Instance;
import dev.waybill.system.cluster.OrderClient;
import dev.waybill.system.cluster.Orders;
import dev.waybill.system.cluster.Repeated;
import dev.waybill.system.cluster.Verdict;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** What clients can do in the shop. Each action is repeated until it has been answered. */
final class Shop {
  private static final Duration CALL_TIME = Duration.ofSeconds(10);
  private static final String ITEM = "SKU-007";

  private final Cluster cluster;
  private final OrderClient client;
  private final Verdict verdict;
  private final Instance victim;
  private final Queue<Order> placed = new ConcurrentLinkedQueue<>();

  /** The victim is the instance that {@link #stopGracefully} stops. */
  Shop(Cluster cluster, OrderClient client, Verdict verdict, Instance victim) {
    this.cluster = cluster;
    this.client = client;
    this.verdict = verdict;
    this.victim = victim;
  }

  /** The current states of the orders placed here. */
  Set<OrderState> outcomes() {
    Set<OrderState> states = new TreeSet<>();
    placed.forEach(
        order ->
            states.add(Orders.get(cluster.channel(Services.ORDER), order.getOrderId()).getState()));
    return states;
  }

  Order place(String paymentToken) {
    return place(Orders.orderPaidWith(paymentToken));
  }

  /** Places an order for an item that was never received. */
  void placeOutOfStock() {
    String sku = putItem();
    place(
        Orders.anyOrder().toBuilder()
            .clearLines()
            .addLines(PlaceOrderLine.newBuilder().setSku(sku).setQuantity(1))
            .build());
  }

  void placeAndCancel() {
    Order order = place("tok_ok");
    boolean _ = client.cancelUntilAnswered(order.getOrderId());
  }

  /** The order is placed in the end; until then nothing may be held for it. */
  void placeWhatCannotBeRecorded() {
    String customer = "unrecorded-" + UUID.randomUUID();
    PlaceOrderRequest request = Orders.anyOrder().toBuilder().setCustomerId(customer).build();
    cluster
        .database()
        .execute(
            Services.ORDER,
            "ALTER TABLE orders ADD CONSTRAINT unrecorded CHECK (customer_id <> '%s') NOT VALID"
                .formatted(customer));
    try {
      Optional<Order> answer = client.place(request);
      assertThat(answer).as("an order that cannot be recorded").isEmpty();
    } catch (StatusRuntimeException refused) {
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
    } finally {
      cluster.database().execute(Services.ORDER, "ALTER TABLE orders DROP CONSTRAINT unrecorded");
    }
    place(request);
  }

  /**
   * Lets the hold of an order that is never placed expire. Sets its expiry time, so that there is
   * no need to wait for it.
   */
  void letHoldExpire() {
    String order = UUID.randomUUID().toString();
    ReserveStockRequest request =
        ReserveStockRequest.newBuilder()
            .setOrderId(order)
            .addLines(ReserveLine.newBuilder().setSku(ITEM).setQuantity(1))
            .build();
    reserve(request);
    String ofOrder = " WHERE order_id = '%s'".formatted(order);
    cluster
        .database()
        .execute(
            Services.INVENTORY,
            "UPDATE reservations SET expires_at = clock_timestamp()"
                + ofOrder
                + " AND state = 'HELD'");
    String state = "SELECT state FROM reservations" + ofOrder;
    Awaitility.await("the hold has expired")
        .atMost(Duration.ofSeconds(90))
        .until(() -> cluster.database().value(Services.INVENTORY, state).equals("EXPIRED"));
  }

  /** Only order-service may reserve stock. */
  private void reserve(ReserveStockRequest request) {
    ManagedChannel channel = cluster.channelBetween(Services.ORDER, Services.INVENTORY);
    try {
      answered(
          () ->
              InventoryServiceGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(CALL_TIME)
                  .reserveStock(request));
    } finally {
      channel.shutdownNow();
    }
  }

  void receiveGoods() {
    String sku = putItem();
    var reading = Deliveries.reading(UUID.randomUUID(), sku, 5);
    answered(() -> Deliveries.send(cluster.channel(Services.INVENTORY), List.of(reading)));
    long received =
        answered(() -> inventory().getItem(GetItemRequest.newBuilder().setSku(sku).build()))
            .getItem()
            .getLevel()
            .getReceived();
    if (received != 5) {
      throw new AssertionError("of 5 pieces of %s %s were received".formatted(sku, received));
    }
  }

  void readStock() {
    answered(() -> inventory().listItems(ListItemsRequest.newBuilder().setPageSize(10).build()));
    first(() -> inventory().watchStock(WatchStockRequest.getDefaultInstance()));
    WatchStockRequest one = WatchStockRequest.newBuilder().addSkus(ITEM).build();
    first(() -> inventory().watchStock(one));
  }

  void readOrders() {
    String id = place("tok_ok").getOrderId();
    var channel = cluster.channel(Services.ORDER);
    answered(() -> Orders.get(channel, id));
    ListOrdersRequest page = ListOrdersRequest.newBuilder().setPageSize(10).build();
    answered(() -> Orders.stub(channel).listOrders(page));
    WatchOrderRequest one = WatchOrderRequest.newBuilder().setOrderId(id).build();
    first(() -> Orders.stub(channel).watchOrder(one));
    CompletableFuture<Void> watched =
        CompletableFuture.runAsync(
            () ->
                first(
                    () ->
                        Orders.stub(channel).watchOrders(WatchOrdersRequest.getDefaultInstance())),
            Thread::startVirtualThread);
    // A watch of all orders starts at the present, so it sends something only after another order.
    do {
      var _ = place("tok_ok");
    } while (!watched.isDone());
    watched.join();
  }

  void readPayments() {
    Order order = place("tok_ok");
    GetPaymentRequest one = GetPaymentRequest.newBuilder().setOrderId(order.getOrderId()).build();
    awaitFinal(order);
    answered(() -> payments().getPayment(one));
    answered(
        () -> payments().listPayments(ListPaymentsRequest.newBuilder().setPageSize(10).build()));
  }

  void audit() {
    Order order = place("tok_ok");
    Awaitility.await("an audit comes to its end")
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .until(() -> verdict.audit() != null);
    // Inventory may have been down and may have received the order only when it was compensated.
    awaitFinal(order);
    GetDigestRequest digest = GetDigestRequest.newBuilder().setOrderId(order.getOrderId()).build();
    answered(
        () ->
            InventoryAuditServiceGrpc.newBlockingStub(cluster.channel(Services.INVENTORY))
                .withDeadlineAfter(CALL_TIME)
                .getDigest(digest));
  }

  void stopGracefully() {
    victim.stop();
  }

  private void awaitFinal(Order order) {
    answered(() -> Orders.awaitFinal(cluster.channel(Services.ORDER), order.getOrderId()));
  }

  private Order place(PlaceOrderRequest request) {
    Order order = client.placeUntilAnswered(request);
    placed.add(order);
    return order;
  }

  /** Adds a new item without stock and returns its SKU. */
  private String putItem() {
    String sku = "NEW-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    PutItemRequest request =
        PutItemRequest.newBuilder()
            .setSku(sku)
            .setName("new")
            .setUnitPrice(Money.newBuilder().setCurrencyCode("EUR").setUnits(1))
            .build();
    answered(() -> inventory().putItem(request));
    return sku;
  }

  private InventoryServiceBlockingStub inventory() {
    return InventoryServiceGrpc.newBlockingStub(cluster.channel(Services.INVENTORY))
        .withDeadlineAfter(CALL_TIME);
  }

  private PaymentServiceBlockingStub payments() {
    return PaymentServiceGrpc.newBlockingStub(cluster.channel(Services.PAYMENT))
        .withDeadlineAfter(CALL_TIME);
  }

  /** Reads the first message of a stream and cancels it. */
  private static <T> void first(Supplier<Iterator<T>> stream) {
    answered(
        () -> {
          CancellableContext context = Context.current().withCancellation();
          Context before = context.attach();
          try {
            return stream.get().next();
          } finally {
            context.detach(before);
            context.cancel(null);
          }
        });
  }

  private static <T> T answered(Supplier<T> call) {
    return Repeated.untilAnswered("an answer", call);
  }
}
