package dev.waybill.order;

import static org.awaitility.Awaitility.await;

import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.common.testing.InProcessService;
import dev.waybill.common.testing.StreamCaller;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.order.participants.ParticipantJournal;
import dev.waybill.order.participants.ScriptedInventory;
import dev.waybill.order.participants.ScriptedParticipants;
import dev.waybill.order.participants.ScriptedPayments;
import dev.waybill.order.workflow.Interruptions;
import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.ImportOrdersRequest;
import dev.waybill.proto.order.v1.ImportOrdersResponse;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc.OrderServiceBlockingStub;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Order-service, wired as in production, on a fresh database, with scripted participants. */
public final class RunningOrderService implements AutoCloseable {

  private final ScriptedParticipants participants;
  public final ParticipantJournal journal;
  public final ScriptedInventory inventory;
  public final ScriptedPayments payments;
  public final OrderPorts ports;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final InProcessService service;

  private RunningOrderService(
      QuickSettings settings,
      ScriptedParticipants participants,
      ManagedChannel payment,
      DatabaseSettings database) {
    this.participants = participants;
    this.journal = participants.journal();
    this.inventory = participants.inventory();
    this.payments = participants.payments();
    this.ports = ports(settings, database, participants.channel(), payment);
    this.service = InProcessService.start(wiring(settings, ports));
    journal.readStatesFrom(this::stateOf);
  }

  public static RunningOrderService start(QuickSettings settings) {
    ScriptedParticipants participants = ScriptedParticipants.start();
    return start(settings, participants, participants.channel());
  }

  /** Takes ownership of the participants and the channel to payment, and closes them. */
  public static RunningOrderService start(
      QuickSettings settings, ScriptedParticipants participants, ManagedChannel payment) {
    return new RunningOrderService(
        settings, participants, payment, TestPostgres.freshDatabase(OrderPorts.MIGRATIONS));
  }

  /** Starts on an empty database that the test can reach, too. */
  public static RunningOrderService start(QuickSettings settings, DatabaseSettings database) {
    ScriptedParticipants participants = ScriptedParticipants.start();
    return new RunningOrderService(settings, participants, participants.channel(), database);
  }

  public static OrderPorts ports(
      QuickSettings settings,
      DatabaseSettings database,
      ManagedChannel inventory,
      ManagedChannel payment) {
    return OrderPorts.of(
        Database.open(database, OrderPorts.MIGRATIONS),
        settings.settings().times(),
        inventory,
        payment);
  }

  public static OrderWiring wiring(QuickSettings settings, OrderPorts ports) {
    return new OrderWiring(
        settings.settings(),
        new WatchOptions().sources(ports.events(), Meters.OFF),
        ports,
        Interruptions.IGNORED);
  }

  public OrderServiceBlockingStub stub() {
    return OrderServiceGrpc.newBlockingStub(service.channel());
  }

  public StreamCaller<ImportOrdersRequest, ImportOrdersResponse> importOrders() {
    return StreamCaller.open(service.channel(), OrderServiceGrpc.getImportOrdersMethod());
  }

  /** Asks the open streams to end, as a server does before it stops. */
  public void endStreams() {
    service.endStreams();
  }

  /** Places an order from another thread. */
  public CompletableFuture<Order> placeMeanwhile(PlaceOrderRequest request) {
    return CompletableFuture.supplyAsync(
        () -> place(request), Context.currentContextExecutor(threads));
  }

  public Order place(PlaceOrderRequest request) {
    return stub().placeOrder(request).getOrder();
  }

  /**
   * Returns the answer to a caller with a deadline of one second. The service leaves 50 ms for its
   * answer to travel. If the machine stalls for that long, the answer is late, and the method sends
   * another request.
   */
  public Order placeInASecond(Supplier<PlaceOrderRequest> request) {
    return await()
        .atMost(Duration.ofSeconds(6))
        .ignoreExceptionsMatching(RunningOrderService::isLate)
        .until(
            () ->
                stub().withDeadlineAfter(1, TimeUnit.SECONDS).placeOrder(request.get()).getOrder(),
            _ -> true);
  }

  private static boolean isLate(Throwable failure) {
    return Status.fromThrowable(failure).getCode() == Status.Code.DEADLINE_EXCEEDED;
  }

  public Order get(String orderId) {
    return stub()
        .withDeadlineAfter(10, TimeUnit.SECONDS)
        .getOrder(GetOrderRequest.newBuilder().setOrderId(orderId).build())
        .getOrder();
  }

  public Order cancel(String orderId) {
    return stub()
        .cancelOrder(CancelOrderRequest.newBuilder().setOrderId(orderId).build())
        .getOrder();
  }

  public Order awaitState(String orderId, OrderState state) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> get(orderId), order -> order.getState() == state);
  }

  public List<String> asked(String orderId) {
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
      // Stock is reserved while the intent is being recorded, which may be about to end.
      return e.getStatus().getCode() == Status.Code.NOT_FOUND
          ? "PENDING"
          : e.getStatus().getCode().name();
    }
  }
}
