package dev.waybill.system.streams;

import dev.waybill.common.stream.ReopeningExchange;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.PlaceOrderResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Places orders in several ways. */
final class OrderLoad {
  private static final int ITEMS = 100;
  private static final int WINDOW = 1_024;
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

  private final OrderServiceGrpc.OrderServiceStub stub;
  private final OrderServiceGrpc.OrderServiceBlockingStub blocking;

  OrderLoad(Channel channel) {
    this.stub = OrderServiceGrpc.newStub(channel);
    this.blocking = OrderServiceGrpc.newBlockingStub(channel);
  }

  /** The given number of orders, by customers 0 to customers - 1 in turn. */
  static List<PlaceOrderRequest> orders(int count, int customers) {
    return IntStream.range(0, count).mapToObj(number -> order(number, number % customers)).toList();
  }

  static String customer(int number) {
    return "customer-" + number;
  }

  /** Places at a steady rate, no matter how long the answers take, and waits for all of them. */
  List<Order> placeAtRate(List<PlaceOrderRequest> orders, int perSecond) {
    List<CompletableFuture<Order>> answers = new ArrayList<>();
    long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long next = System.nanoTime();
    for (PlaceOrderRequest order : orders) {
      LockSupport.parkNanos(next - System.nanoTime());
      Answer answer = new Answer();
      stub.withDeadlineAfter(LONG_ENOUGH).placeOrder(order, answer);
      answers.add(answer.order());
      next += pause;
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  /** Places with callers who each wait for an answer before the next order. Returns the seconds. */
  double placeByCallers(List<PlaceOrderRequest> orders, int callers) {
    Queue<PlaceOrderRequest> left = new ConcurrentLinkedQueue<>(orders);
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < callers; caller++) {
        threads.execute(
            () -> {
              for (var next = left.poll(); next != null; next = left.poll()) {
                var _ = blocking.withDeadlineAfter(LONG_ENOUGH).placeOrder(next);
              }
            });
      }
    }
    return secondsSince(start);
  }

  /** Places over one stream, as fast as the server accepts orders. Returns the seconds. */
  double placeByImport(List<PlaceOrderRequest> orders) {
    long start = System.nanoTime();
    TimeBudget budget = TimeBudget.of(LONG_ENOUGH);
    try (ReopeningExchange<String, ImportOrdersRequest, ImportOrdersResponse> exchange =
        new ReopeningExchange<>(stub::importOrders, ImportOrdersResponse::getRequestId, WINDOW)) {
      List<CompletableFuture<ImportOrdersResponse>> answers =
          orders.stream()
              .map(order -> exchange.send(order.getRequestId(), item(order), budget))
              .toList();
      for (CompletableFuture<ImportOrdersResponse> answer : answers) {
        ImportOrdersResponse response = answer.join();
        if (!response.hasOrder()) {
          throw new IllegalStateException(response.toString());
        }
      }
    }
    return secondsSince(start);
  }

  private static ImportOrdersRequest item(PlaceOrderRequest order) {
    return ImportOrdersRequest.newBuilder().setOrder(order).build();
  }

  private static PlaceOrderRequest order(int number, int customer) {
    String sku = String.format(Locale.ROOT, "SKU-%03d", number % ITEMS);
    return PlaceOrderRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setCustomerId(customer(customer))
        .addLines(PlaceOrderLine.newBuilder().setSku(sku).setQuantity(1))
        .setPaymentToken("tok_ok")
        .build();
  }

  private static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /** The answer to one call of PlaceOrder. */
  private record Answer(CompletableFuture<Order> order)
      implements StreamObserver<PlaceOrderResponse> {
    Answer() {
      this(new CompletableFuture<>());
    }

    @Override
    public void onNext(PlaceOrderResponse response) {
      order.complete(response.getOrder());
    }

    @Override
    public void onError(Throwable failure) {
      order.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      // The order has arrived already.
    }
  }
}
