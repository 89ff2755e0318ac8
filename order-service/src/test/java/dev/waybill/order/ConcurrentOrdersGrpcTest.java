package dev.waybill.order;

import static dev.waybill.order.Requests.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.CallError;
import dev.waybill.order.participants.ScriptedPayments;
import dev.waybill.order.participants.Scripts;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.payment.v1.PaymentState;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Concurrent requests. */
final class ConcurrentOrdersGrpcTest {

  private final CountDownLatch gate = new CountDownLatch(1);

  @AutoClose
  private final RunningOrderService service =
      RunningOrderService.start(
          QuickSettings.withoutFulfilment()
              .workflowLimit(Duration.ofSeconds(8))
              .maxOrdersInFlight(100));

  @Test
  void runsTheStepsOnceForAHundredEqualRequests() {
    readNoStates();
    PlaceOrderRequest request = anyOrder();

    List<CompletableFuture<Order>> calls =
        IntStream.range(0, 100).mapToObj(_ -> service.placeMeanwhile(request)).toList();

    List<Order> orders =
        calls.stream().map(call -> call.orTimeout(10, TimeUnit.SECONDS).join()).toList();
    assertThat(orders).allMatch(order -> order.getState() == OrderState.ORDER_STATE_CONFIRMED);
    assertThat(orders).containsOnly(orders.getFirst());
    // Each intent reserves stock in parallel and gets the same answer; a repeat does nothing more.
    assertThat(service.asked(orders.getFirst().getOrderId()))
        .filteredOn(asked -> !asked.startsWith("reserve"))
        .containsExactly("authorize in ?");
  }

  @Test
  void answersADuplicateAsPendingWhenTheFirstTakesLonger() throws Exception {
    holdPaymentsBack();
    PlaceOrderRequest request = anyOrder();
    CompletableFuture<Order> first = service.placeMeanwhile(request);
    await().until(() -> service.journal.count() == 2);

    Order duplicate = service.placeInASecond(() -> request);
    gate.countDown();

    assertThat(duplicate.getState()).isEqualTo(OrderState.ORDER_STATE_PENDING);
    assertThat(first.get(5, TimeUnit.SECONDS).getState())
        .isEqualTo(OrderState.ORDER_STATE_CONFIRMED);
    assertThat(service.asked(duplicate.getOrderId()))
        .filteredOn(asked -> !asked.startsWith("reserve"))
        .hasSize(1);
  }

  @Test
  void refusesOrdersBeyondTheLimitAndStoresNothing() {
    readNoStates();
    holdPaymentsBack();
    List<CompletableFuture<Order>> admitted =
        IntStream.range(0, 100).mapToObj(_ -> service.placeMeanwhile(anyOrder())).toList();
    await().until(() -> service.journal.count() == 200);
    PlaceOrderRequest refused = anyOrder();

    CallError error = CallError.of(() -> service.place(refused));
    gate.countDown();

    assertThat(error.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(error.reason()).isEqualTo("OVERLOADED");
    admitted.forEach(call -> call.orTimeout(10, TimeUnit.SECONDS).join());
    assertThat(service.journal.count()).isEqualTo(200);
    assertThat(service.place(refused).getVersion()).isEqualTo(2);
  }

  /** A hundred participants that all look up their order would be a load in themselves. */
  private void readNoStates() {
    service.journal.readStatesFrom(_ -> "?");
  }

  private void holdPaymentsBack() {
    service.payments.authorize =
        Scripts.behind(
            gate,
            request ->
                ScriptedPayments.inState(
                    request.getOrderId(), PaymentState.PAYMENT_STATE_AUTHORIZED));
  }
}
