package dev.waybill.system;

import com.google.type.Money;
import dev.waybill.local.journal.JournalEntry;
import dev.waybill.local.journal.JournalWriter;
import dev.waybill.local.shop.Deliveries;
import dev.waybill.local.stack.ServiceChannels;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.system.cluster.Orders;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Customers who place orders of every outcome until they are stopped: successful, declined,
 * cancelled at once, cancelled just before fulfilment, with a refused capture, out of stock, and
 * placed twice.
 */
final class MixedLoad implements AutoCloseable {
  private static final int CUSTOMERS = 8;
  private static final int KINDS = 10;
  private static final int SCARCE_PIECES = 60;

  /** The approximate delay between confirmation and fulfilment. */
  private static final long FULFILMENT_MILLIS = 2_000;

  private static final String SCARCE = "SCARCE";

  private final ServiceChannels services;
  private final JournalWriter journal;
  private final AtomicLong placed = new AtomicLong();
  private final Map<OrderState, Long> answers = new ConcurrentHashMap<>();
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService customers =
      Executors.newScheduledThreadPool(CUSTOMERS, Thread.ofPlatform().daemon().factory());

  private MixedLoad(ServiceChannels services, JournalWriter journal) {
    this.services = services;
    this.journal = journal;
  }

  /** Starts the customers and records what they are told. */
  static MixedLoad start(ServiceChannels services, Path journal) throws IOException {
    MixedLoad load = new MixedLoad(services, JournalWriter.open(journal));
    load.stockLittle();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      // A customer places the next order as soon as the last one is answered.
      var _ = load.customers.scheduleWithFixedDelay(load::trade, 0, 1, TimeUnit.MILLISECONDS);
    }
    return load;
  }

  long placed() {
    return placed.get();
  }

  /** How often placing an order returned each state. */
  Map<OrderState, Long> answers() {
    return answers;
  }

  /** Failures that no customer should see. */
  List<RuntimeException> failures() {
    return List.copyOf(failures);
  }

  /** Lets an audit read everything that customers were told so far. */
  void flushJournal() throws IOException {
    journal.flush();
  }

  /** Waits for the outstanding answers. */
  @Override
  public void close() throws IOException {
    customers.shutdown();
    try {
      if (!customers.awaitTermination(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("customers still wait for their answers");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    journal.close();
  }

  private void stockLittle() {
    var _ =
        InventoryServiceGrpc.newBlockingStub(services.to(Services.INVENTORY))
            .putItem(
                PutItemRequest.newBuilder()
                    .setSku(SCARCE)
                    .setName("Scarce thing")
                    .setUnitPrice(Money.newBuilder().setCurrencyCode("EUR").setUnits(3))
                    .build());
    var _ =
        Deliveries.send(
            services.to(Services.INVENTORY),
            List.of(Deliveries.reading(UUID.randomUUID(), SCARCE, SCARCE_PIECES)));
  }

  private void trade() {
    long number = placed.getAndIncrement();
    try {
      switch ((int) (number % KINDS)) {
        case 0 -> place(Orders.orderPaidWith("tok_declined"));
        case 1 -> place(Orders.orderPaidWith("tok_insufficient_funds"));
        case 2 -> place(Orders.orderPaidWith("tok_capture_refused"));
        case 3 -> cancel(place(Orders.anyOrder()));
        case 4 -> cancelLater(place(Orders.anyOrder()), number);
        case 5 -> place(scarceOrder());
        case 6 -> placeTwice(Orders.anyOrder());
        default -> place(Orders.anyOrder());
      }
    } catch (RuntimeException failure) {
      failures.add(failure);
    } catch (IOException failure) {
      failures.add(new UncheckedIOException(failure));
    }
  }

  private static PlaceOrderRequest scarceOrder() {
    PlaceOrderRequest.Builder order = Orders.anyOrder().toBuilder();
    order.getLinesBuilder(0).setSku(SCARCE);
    return order.build();
  }

  private Order place(PlaceOrderRequest request) throws IOException {
    Order order = Orders.place(services.to(Services.ORDER), request);
    journal.append(
        new JournalEntry(
            order.getOrderId(), order.getCustomerId(), request.getRequestId(), order.getState()));
    answers.merge(order.getState(), 1L, Long::sum);
    return order;
  }

  private void placeTwice(PlaceOrderRequest request) throws IOException {
    String first = place(request).getOrderId();
    String second = place(request).getOrderId();
    if (!first.equals(second)) {
      throw new IllegalStateException("two orders for one request: " + first + ", " + second);
    }
  }

  private void cancelLater(Order order, long number) {
    long delay = FULFILMENT_MILLIS - 100 + number % 400;
    try {
      var _ = customers.schedule(() -> cancel(order), delay, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // The load is ending, so there are no more cancellations.
    }
  }

  private void cancel(Order order) {
    try {
      Order cancelled =
          Orders.stub(services.to(Services.ORDER))
              .cancelOrder(CancelOrderRequest.newBuilder().setOrderId(order.getOrderId()).build())
              .getOrder();
      answers.merge(cancelled.getState(), 1L, Long::sum);
    } catch (StatusRuntimeException failure) {
      // Too late, which happens when the fulfilment was first.
      if (failure.getStatus().getCode() != Code.FAILED_PRECONDITION) {
        failures.add(failure);
      }
    }
  }
}
