package dev.waybill.cli.demo;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.stream.ReopeningExchange;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.local.shop.Deliveries;
import dev.waybill.local.stack.ServiceChannels;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import dev.waybill.proto.inventory.v1.Item;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.inventory.v1.StockLevel;
import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.WatchOrderRequest;
import dev.waybill.proto.payment.v1.GetPaymentRequest;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Uses the services as a customer, a storekeeper and a bookkeeper do, over real sockets. */
final class Shop implements ServiceChannels, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** The most orders of an import that are in flight. */
  private static final int UNANSWERED = 256;

  private final Map<ServiceDefinition<?, ?>, ManagedChannel> channels = new HashMap<>();

  private Shop() {}

  /** Opens channels to the services at their addresses. They connect on first use. */
  static Shop open(Function<ServiceDefinition<?, ?>, String> addresses) {
    Shop shop = new Shop();
    for (ServiceDefinition<?, ?> service : Services.ALL) {
      shop.channels.put(service, Channels.open(addresses.apply(service), service.contracts()));
    }
    return shop;
  }

  @Override
  public Channel to(ServiceDefinition<?, ?> service) {
    return Objects.requireNonNull(channels.get(service));
  }

  /** A new order of one line, with its own request id. */
  static PlaceOrderRequest newOrder(String sku, int quantity, String token) {
    return PlaceOrderRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setCustomerId("demo-customer")
        .addLines(PlaceOrderLine.newBuilder().setSku(sku).setQuantity(quantity))
        .setPaymentToken(token)
        .build();
  }

  void put(PutItemRequest item) {
    inventory().putItem(item);
  }

  ReceiveStockResponse receive(List<ReceiveStockRequest> readings) {
    return Deliveries.send(to(Services.INVENTORY), readings);
  }

  StockLevel stock(String sku) {
    Item item = inventory().getItem(GetItemRequest.newBuilder().setSku(sku).build()).getItem();
    return item.getLevel();
  }

  Order place(PlaceOrderRequest request) {
    return orders().placeOrder(request).getOrder();
  }

  Order cancel(Order order) {
    String id = order.getOrderId();
    return orders().cancelOrder(CancelOrderRequest.newBuilder().setOrderId(id).build()).getOrder();
  }

  Payment payment(Order order) {
    String id = order.getOrderId();
    return PaymentServiceGrpc.newBlockingStub(to(Services.PAYMENT))
        .getPayment(GetPaymentRequest.newBuilder().setOrderId(id).build())
        .getPayment();
  }

  /**
   * Polls the order until it is in one of the states or the patience ends. Returns its latest
   * version.
   */
  Order await(Order order, OrderState... states) {
    Set<OrderState> awaited = Set.of(states);
    GetOrderRequest request = GetOrderRequest.newBuilder().setOrderId(order.getOrderId()).build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    Order current = order;
    while (!awaited.contains(current.getState()) && System.nanoTime() < end) {
      pause();
      current = orders().getOrder(request).getOrder();
    }
    return current;
  }

  /** Passes on the order's events as they happen, and returns when the order is final. */
  void watch(Order order, Consumer<OrderEvent> reader) {
    WatchOrderRequest request =
        WatchOrderRequest.newBuilder().setOrderId(order.getOrderId()).build();
    orders()
        .withDeadlineAfter(PATIENCE)
        .watchOrder(request)
        .forEachRemaining(
            message -> {
              if (message.hasEvent()) {
                reader.accept(message.getEvent());
              }
            });
  }

  /** Places the orders over one stream and returns their results, in the order of the requests. */
  List<ImportOrdersResponse> importOrders(List<PlaceOrderRequest> requests) {
    try (ReopeningExchange<String, ImportOrdersRequest, ImportOrdersResponse> exchange =
        new ReopeningExchange<>(
            OrderServiceGrpc.newStub(to(Services.ORDER))::importOrders,
            ImportOrdersResponse::getRequestId,
            UNANSWERED)) {
      TimeBudget budget = TimeBudget.of(PATIENCE);
      List<CompletableFuture<ImportOrdersResponse>> answers = new ArrayList<>();
      for (PlaceOrderRequest request : requests) {
        ImportOrdersRequest message = ImportOrdersRequest.newBuilder().setOrder(request).build();
        answers.add(exchange.send(request.getRequestId(), message, budget));
      }
      return answers.stream()
          .map(answer -> answer.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join())
          .toList();
    } catch (CompletionException | TimeExpiredException e) {
      throw new UnexpectedOutcomeException("an order of the import was not answered: " + e);
    }
  }

  @Override
  public void close() {
    channels.values().forEach(channel -> Channels.close(channel, Duration.ofMillis(200)));
  }

  private OrderServiceBlockingStub orders() {
    return OrderServiceGrpc.newBlockingStub(to(Services.ORDER));
  }

  private InventoryServiceBlockingStub inventory() {
    return InventoryServiceGrpc.newBlockingStub(to(Services.INVENTORY));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnexpectedOutcomeException("interrupted");
    }
  }
}
