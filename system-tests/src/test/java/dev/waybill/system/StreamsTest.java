package dev.waybill.system;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.stream.ReopeningExchange;
import dev.waybill.common.testing.StartsFirst;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.system.cluster.Orders;
import io.grpc.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams must neither lose nor repeat anything when all services die at once in the middle. */
@StartsFirst
final class StreamsTest {
  private static final int ORDERS = 2_000;
  private static final int ANSWERED_BEFORE_THE_KILL = 400;
  private static final int UNANSWERED_AT_A_TIME = 256;
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

  @Test
  void anImportAndItsWatchersResumeAfterAKill(@TempDir Path folder) throws Exception {
    try (UpProcess up = UpProcess.start(Files.createDirectory(folder.resolve("data")))) {
      String beginning = ReconnectingWatcher.tokenOfNow(up.channel(Services.ORDER));
      List<ReconnectingWatcher> watchers =
          Stream.generate(() -> ReconnectingWatcher.start(up.channel(Services.ORDER), beginning))
              .limit(4)
              .toList();
      try {
        Map<String, Order> answers = importThroughAKill(up);
        assertThat(answers).as("orders by request id").hasSize(ORDERS);
        assertThat(answers.values().stream().map(Order::getOrderId)).doesNotHaveDuplicates();

        Map<String, Order> orders = awaitFinal(up.channel(Services.ORDER), answers.values());
        List<OrderEvent> stored = events(up.channel(Services.ORDER), beginning, orders);
        assertThatEachOrderHasItsVersions(stored, orders);
        watchers.forEach(watcher -> assertThatItSaw(stored, watcher));
      } finally {
        watchers.forEach(ReconnectingWatcher::close);
      }
      assertThat(up.auditStrictly()).as(up::output).isZero();
    }
  }

  /** Sends what was not answered before the kill again after it. */
  private static Map<String, Order> importThroughAKill(UpProcess up) throws Exception {
    CountDownLatch answered = new CountDownLatch(ANSWERED_BEFORE_THE_KILL);
    CompletableFuture<Void> killed = new CompletableFuture<>();
    try (ReopeningExchange<String, ImportOrdersRequest, ImportOrdersResponse> exchange =
        new ReopeningExchange<>(
            OrderServiceGrpc.newStub(up.channel(Services.ORDER))::importOrders,
            ImportOrdersResponse::getRequestId,
            UNANSWERED_AT_A_TIME)) {
      CompletableFuture<List<CompletableFuture<ImportOrdersResponse>>> sent =
          CompletableFuture.supplyAsync(() -> sendAll(exchange, answered, killed));
      assertThat(answered.await(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS)).isTrue();
      up.kill();
      killed.complete(null);
      up.startAgain();
      return ordersOf(sent.get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
    }
  }

  /** Keeps the last orders back until the kill, so that it happens in the middle. */
  private static List<CompletableFuture<ImportOrdersResponse>> sendAll(
      ReopeningExchange<String, ImportOrdersRequest, ImportOrdersResponse> exchange,
      CountDownLatch answered,
      CompletableFuture<?> killed) {
    TimeBudget budget = TimeBudget.of(LONG_ENOUGH);
    List<CompletableFuture<ImportOrdersResponse>> answers = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      if (i == ORDERS - UNANSWERED_AT_A_TIME) {
        killed.join();
      }
      PlaceOrderRequest order = Orders.anyOrder();
      ImportOrdersRequest item = ImportOrdersRequest.newBuilder().setOrder(order).build();
      CompletableFuture<ImportOrdersResponse> answer =
          exchange.send(order.getRequestId(), item, budget);
      answers.add(answer.whenComplete((_, _) -> answered.countDown()));
    }
    return answers;
  }

  private static Map<String, Order> ordersOf(List<CompletableFuture<ImportOrdersResponse>> answers)
      throws Exception {
    Map<String, Order> orders = new HashMap<>();
    for (CompletableFuture<ImportOrdersResponse> answer : answers) {
      ImportOrdersResponse response = answer.get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);
      assertThat(response.hasOrder()).as(response::toString).isTrue();
      orders.put(response.getRequestId(), response.getOrder());
    }
    return orders;
  }

  /** The final orders by order id. */
  private static Map<String, Order> awaitFinal(Channel channel, Collection<Order> answered) {
    Orders.awaitNoneOpen(channel);
    return answered.stream()
        .map(order -> Orders.get(channel, order.getOrderId()))
        .collect(toMap(Order::getOrderId, order -> order));
  }

  /** The events read once without interruption, up to the last version of every order. */
  private static List<OrderEvent> events(
      Channel channel, String beginning, Map<String, Order> orders) throws Exception {
    long expected = orders.values().stream().mapToLong(Order::getVersion).sum();
    try (ReconnectingWatcher reader = ReconnectingWatcher.startPatiently(channel, beginning)) {
      await().atMost(LONG_ENOUGH).until(() -> reader.events().size() >= expected);
      return reader.events();
    }
  }

  private static void assertThatEachOrderHasItsVersions(
      List<OrderEvent> events, Map<String, Order> orders) {
    Map<String, Long> versions = new HashMap<>();
    for (OrderEvent event : events) {
      long before = versions.getOrDefault(event.getOrderId(), 0L);
      assertThat(event.getVersion())
          .as("version after %d of %s", before, event)
          .isEqualTo(before + 1);
      versions.put(event.getOrderId(), event.getVersion());
      Order order = orders.get(event.getOrderId());
      assertThat(order).as("order of %s", event).isNotNull();
      if (event.getVersion() == order.getVersion()) {
        assertThat(event.getState()).isEqualTo(order.getState());
      }
    }
    orders.forEach((id, order) -> assertThat(versions).containsEntry(id, order.getVersion()));
  }

  private static void assertThatItSaw(List<OrderEvent> stored, ReconnectingWatcher watcher) {
    await().atMost(LONG_ENOUGH).until(() -> watcher.events().size() >= stored.size());
    assertThat(watcher.events()).isEqualTo(stored);
    assertThat(watcher.openings()).as("times that the watcher connected").isGreaterThan(2);
  }
}
