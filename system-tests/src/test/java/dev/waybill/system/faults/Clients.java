package dev.waybill.system.faults;

import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.system.cluster.OrderClient;
import io.grpc.ClientInterceptors;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Does what the clients of a random run want, and counts the answers. */
final class Clients {
  private static final Duration SHORT_PATIENCE = Duration.ofMillis(150);

  private final OrderClient patient;
  private final OrderClient impatient;
  private final Map<String, String> orderOfRequest = new ConcurrentHashMap<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final AtomicInteger tooLate = new AtomicInteger();

  Clients(Trial trial) {
    this.patient = trial.client();
    this.impatient =
        new OrderClient(
            ClientInterceptors.intercept(
                trial.cluster().channel(Services.ORDER), new CallLog(SHORT_PATIENCE)),
            trial.journal());
  }

  void serve(Visit visit) {
    switch (visit.wish()) {
      case PLACE -> placeOrRepeat(visit.request());
      case PLACE_THRICE -> placeThrice(visit.request());
      case HANG_UP -> place(impatient, visit.request());
      case CANCEL -> cancel(visit.request());
    }
  }

  String figures() {
    return "%s calls to place an order, %s answered; %s cancelled, %s too late to cancel"
        .formatted(sent.get(), answered.get(), cancelled.get(), tooLate.get());
  }

  private void placeOrRepeat(PlaceOrderRequest request) {
    if (place(patient, request).isEmpty()) {
      place(patient, request);
    }
  }

  private void placeThrice(PlaceOrderRequest request) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int call = 0; call < 3; call++) {
        threads.execute(() -> place(patient, request));
      }
    }
  }

  private Optional<Order> place(OrderClient client, PlaceOrderRequest request) {
    sent.incrementAndGet();
    Optional<Order> answer = client.place(request);
    answer.ifPresent(
        order -> {
          answered.incrementAndGet();
          orderOfRequest.put(request.getRequestId(), order.getOrderId());
        });
    return answer;
  }

  private void cancel(PlaceOrderRequest request) {
    String order = orderOfRequest.get(request.getRequestId());
    if (order != null) {
      (patient.cancelUntilAnswered(order) ? cancelled : tooLate).incrementAndGet();
    }
  }
}
