package dev.waybill.order;

import static org.awaitility.Awaitility.await;

import dev.waybill.common.db.Database;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.order.store.PostgresOrderStore;
import dev.waybill.order.workflow.WorkflowSettings;
import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Order-service as it is wired in production, on a fresh database, with scripted participants. */
final class RunningOrderService implements AutoCloseable {

  private final ScriptedParticipants participants = ScriptedParticipants.start();
  final ParticipantJournal journal = participants.journal();
  final ScriptedInventory inventory = participants.inventory();
  final ScriptedPayments payments = participants.payments();
  final OrderPorts ports;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final InProcessService service;

  private RunningOrderService(WorkflowSettings settings) {
    Database database =
        Database.open(
            TestPostgres.freshDatabase(PostgresOrderStore.MIGRATIONS),
            PostgresOrderStore.MIGRATIONS);
    this.ports =
        OrderPorts.of(database, settings.times(), participants.channel(), participants.channel());
    this.service = InProcessService.start(new OrderWiring(settings, ports));
    journal.readStatesFrom(this::stateOf);
  }

  static RunningOrderService start(QuickSettings settings) {
    return new RunningOrderService(settings.settings());
  }

  OrderServiceBlockingStub stub() {
    return OrderServiceGrpc.newBlockingStub(service.channel());
  }

  /** Places an order from another thread. */
  CompletableFuture<Order> placeMeanwhile(PlaceOrderRequest request) {
    return CompletableFuture.supplyAsync(
        () -> place(request), Context.currentContextExecutor(threads));
  }

  Order place(PlaceOrderRequest request) {
    return stub().placeOrder(request).getOrder();
  }

  Order get(String orderId) {
    return stub().getOrder(GetOrderRequest.newBuilder().setOrderId(orderId).build()).getOrder();
  }

  Order cancel(String orderId) {
    return stub()
        .cancelOrder(CancelOrderRequest.newBuilder().setOrderId(orderId).build())
        .getOrder();
  }

  Order awaitState(String orderId, OrderState state) {
    return await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> get(orderId), order -> order.getState() == state);
  }

  List<String> asked(String orderId) {
    return journal.of(orderId);
  }

  @Override
  public void close() {
    service.close();
    participants.close();
    threads.shutdown();
  }

  private String stateOf(String orderId) {
    try {
      return get(orderId).getState().name().replace("ORDER_STATE_", "");
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode().name();
    }
  }
}
