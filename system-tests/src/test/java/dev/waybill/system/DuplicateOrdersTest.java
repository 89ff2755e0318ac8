package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.system.cluster.Orders;
import dev.waybill.system.cluster.StrictAudit;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Equal requests, sent to two instances of every service over real sockets, result in one order.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class DuplicateOrdersTest {
  private static final int DUPLICATES = 100;

  @AutoClose private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private TwoStacks stacks;

  @BeforeAll
  void start(@TempDir Path folder) {
    stacks = TwoStacks.start(folder);
  }

  @AfterAll
  void auditAndStop() {
    try (TwoStacks audited = stacks) {
      StrictAudit audit = new StrictAudit(audited.channels(), null);
      var _ = audit.run();
      assertThat(audit.violations()).isEmpty();
    }
  }

  @Test
  void areReservedAndPaidOnceAndAnsweredTheSameAfterARestart() {
    PlaceOrderRequest request = Orders.anyOrder();

    List<Order> orders = sendAtOnce(channel -> Optional.of(Orders.place(channel, request)));

    String id = orders.getFirst().getOrderId();
    assertThat(orders).hasSize(DUPLICATES).extracting(Order::getOrderId).containsOnly(id);
    assertEndsAsOneCompletedOrder(id);
    stacks.restart();
    Order repeated = Orders.place(stacks.order(0), request);
    assertThat(repeated.getOrderId()).isEqualTo(id);
    assertEndsAsOneCompletedOrder(id);
  }

  @Test
  void areReservedAndPaidOnceDespiteShortDeadlines() {
    PlaceOrderRequest request = Orders.orderPaidWith("tok_timeout_then_ok");

    var _ = sendAtOnce(channel -> placedWithin(Duration.ofMillis(120), channel, request));
    // Repeats the request, whatever the first answers were.
    List<Order> orders = sendAtOnce(channel -> Optional.of(Orders.place(channel, request)));

    String id = orders.getFirst().getOrderId();
    assertThat(orders).hasSize(DUPLICATES).extracting(Order::getOrderId).containsOnly(id);
    assertEndsAsOneCompletedOrder(id);
  }

  /** Checks that every database has exactly one of everything for the order. */
  private void assertEndsAsOneCompletedOrder(String id) {
    assertThat(Orders.awaitFinal(stacks.order(0), id).getState())
        .isEqualTo(OrderState.ORDER_STATE_COMPLETED);
    assertThat(
            count(
                "orders",
                "orders WHERE request_id = (SELECT request_id FROM orders WHERE order_id = '%s')",
                id))
        .isOne();
    assertThat(count("orders", "order_events WHERE state = 'CONFIRMED' AND order_id = '%s'", id))
        .isOne();
    assertThat(count("inventory", "reservations WHERE state = 'COMMITTED' AND order_id = '%s'", id))
        .isOne();
    assertThat(count("payments", "payments WHERE order_id = '%s'", id)).isOne();
    assertThat(count("payments", "sandbox.charges WHERE key = '%s'", id)).isOne();
    assertThat(count("payments", "ledger_legs WHERE order_id = '%s'", id)).isEqualTo(2);
  }

  private int count(String database, String rows, String id) {
    return stacks.count(database, "SELECT count(*) FROM " + rows.formatted(id));
  }

  private List<Order> sendAtOnce(Function<Channel, Optional<Order>> call) {
    return IntStream.range(0, DUPLICATES)
        .mapToObj(stacks::order)
        .map(channel -> CompletableFuture.supplyAsync(() -> call.apply(channel), threads))
        .toList()
        .stream()
        .map(answer -> answer.orTimeout(60, TimeUnit.SECONDS).join())
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Order> placedWithin(
      Duration deadline, Channel channel, PlaceOrderRequest request) {
    try {
      return Optional.of(
          Orders.stub(channel).withDeadlineAfter(deadline).placeOrder(request).getOrder());
    } catch (StatusRuntimeException _) {
      return Optional.empty();
    }
  }
}
