package dev.waybill.order;

import static org.awaitility.Awaitility.await;

import dev.waybill.common.db.Database;
import dev.waybill.common.rpc.StandardInterceptors;
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
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Order-service as it is wired in production, on a fresh database, with scripted participants. */
final class RunningOrderService implements AutoCloseable {

  final ParticipantJournal journal = new ParticipantJournal();
  final ScriptedInventory inventory = new ScriptedInventory(journal);
  final ScriptedPayments payments = new ScriptedPayments(journal);
  final OrderPorts ports;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Server participants;
  private final InProcessService service;

  private RunningOrderService(WorkflowSettings settings) {
    String name = InProcessServerBuilder.generateName();
    this.participants = startParticipants(name);
    Database database =
        Database.open(
            TestPostgres.freshDatabase(PostgresOrderStore.MIGRATIONS),
            PostgresOrderStore.MIGRATIONS);
    this.ports = OrderPorts.of(database, settings.times(), channel(name), channel(name));
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
    participants.shutdownNow();
    threads.shutdown();
  }

  private String stateOf(String orderId) {
    try {
      return get(orderId).getState().name().replace("ORDER_STATE_", "");
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode().name();
    }
  }

  private Server startParticipants(String name) {
    try {
      return InProcessServerBuilder.forName(name)
          .executor(threads)
          .addService(StandardInterceptors.server(inventory))
          .addService(StandardInterceptors.server(payments))
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ManagedChannel channel(String name) {
    return InProcessChannelBuilder.forName(name).intercept(StandardInterceptors.client()).build();
  }
}
