package dev.waybill.order;

import static dev.waybill.order.Requests.anyOrder;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.testing.CallError;
import dev.waybill.common.testing.DatabaseLink;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.order.participants.ScriptedInventory;
import dev.waybill.order.participants.ScriptedParticipants;
import dev.waybill.order.participants.ScriptedPayments;
import dev.waybill.proto.inventory.v1.ReservationState;
import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.payment.v1.PaymentState;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * One request, and two instances of order-service on one database to send it to; the first reaches
 * the database over a link that can fail.
 */
final class PlaceOrderScene implements AutoCloseable {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  final DatabaseSettings database = TestPostgres.freshDatabase(OrderPorts.MIGRATIONS);
  final DatabaseLink link = new DatabaseLink(database);
  final ScriptedInventory inventory;
  final ScriptedPayments payments;

  PlaceOrderRequest request = anyOrder();

  private final QuickSettings settings;
  private final ScriptedParticipants participants = ScriptedParticipants.start();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final InProcessService first;
  private InProcessService second;

  PlaceOrderScene(QuickSettings settings) {
    this.settings = settings;
    this.inventory = participants.inventory();
    this.payments = participants.payments();
    this.first = instance(link.settings());
    this.second = instance(database);
  }

  OrderServiceBlockingStub first() {
    return OrderServiceGrpc.newBlockingStub(first.channel());
  }

  OrderServiceBlockingStub second() {
    return OrderServiceGrpc.newBlockingStub(second.channel());
  }

  /** The same request id with different content. */
  PlaceOrderRequest otherContent() {
    return request.toBuilder().setPaymentToken("tok_other").build();
  }

  /** Keeps the services and starts over with another order. */
  void beginAnew() {
    calmDown();
    request = anyOrder();
  }

  /** What the first instance answers to the request, such as "OK CONFIRMED". */
  String placed() {
    return answer(() -> first().placeOrder(request).getOrder());
  }

  /** Like {@link #placed}, for a caller that waits at most this long. */
  String placedWithin(Duration deadline) {
    return answer(() -> first().withDeadlineAfter(deadline).placeOrder(request).getOrder());
  }

  /** Sends the request to the first instance from another thread. */
  CompletableFuture<String> placedMeanwhile() {
    return meanwhile(this::placed);
  }

  <T> CompletableFuture<T> meanwhile(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, Context.currentContextExecutor(threads));
  }

  /** The order's state after "OK" if the call succeeds; otherwise the status and its reason. */
  static String answer(Supplier<Order> call) {
    try {
      return "OK " + stateOf(call.get());
    } catch (StatusRuntimeException failure) {
      return CallError.of(failure).ending();
    }
  }

  static String stateOf(Order order) {
    return order.getState().name().replace("ORDER_STATE_", "");
  }

  String orderId() {
    return Requests.orderId(request);
  }

  Order found(OrderServiceBlockingStub instance) {
    return instance
        .withDeadlineAfter(LONG_ENOUGH)
        .getOrder(GetOrderRequest.newBuilder().setOrderId(orderId()).build())
        .getOrder();
  }

  void cancelOnSecond() {
    var _ = second().cancelOrder(CancelOrderRequest.newBuilder().setOrderId(orderId()).build());
  }

  /** Sends the request to the second instance until the order has reached the state. */
  Order repeatUntil(String state) {
    return await("order is " + state)
        .atMost(LONG_ENOUGH)
        .until(
            () -> second().placeOrder(request).getOrder(), order -> stateOf(order).equals(state));
  }

  /** Waits until the participants have received this request about the order. */
  void awaitAsked(String question) {
    await(question).atMost(LONG_ENOUGH).until(() -> timesAsked(question) > 0);
  }

  long timesAsked(String question) {
    return asked().stream().filter(asked -> asked.startsWith(question)).count();
  }

  /** The requests that the participants have received about the order so far. */
  List<String> asked() {
    return participants.journal().of(orderId());
  }

  /** Ends all failures. */
  void calmDown() {
    inventory.reserve = ScriptedInventory::held;
    inventory.release =
        asked ->
            ScriptedInventory.inState(
                asked.getOrderId(), ReservationState.RESERVATION_STATE_RELEASED);
    inventory.withdraw =
        asked ->
            ScriptedInventory.inState(
                asked.getOrderId(), ReservationState.RESERVATION_STATE_WITHDRAWN);
    payments.authorize =
        asked ->
            ScriptedPayments.inState(asked.getOrderId(), PaymentState.PAYMENT_STATE_AUTHORIZED);
    TestPostgres.execute(
        database,
        """
        DROP TRIGGER IF EXISTS commit_fault ON orders;
        DROP FUNCTION IF EXISTS commit_fault;
        DROP SEQUENCE IF EXISTS commit_fault_count
        """);
    link.loseAnswersToCommits(0);
  }

  /** The number of orders that are stored under the request's id. */
  int storedOrders() {
    return TestPostgres.count(
        database,
        "SELECT count(*) FROM orders WHERE request_id = '%s'".formatted(request.getRequestId()));
  }

  /** Restarts the second instance, so it remembers nothing. */
  void restartSecond() {
    second.close();
    second = instance(database);
  }

  @Override
  public void close() {
    calmDown();
    first.close();
    second.close();
    participants.close();
    link.close();
    threads.shutdown();
  }

  private InProcessService instance(DatabaseSettings path) {
    OrderPorts ports =
        RunningOrderService.ports(settings, path, participants.channel(), participants.channel());
    return InProcessService.start(RunningOrderService.wiring(settings, ports));
  }
}
