package dev.waybill.order;

import static dev.waybill.order.Requests.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.order.v1.PlaceOrderResponse;
import dev.waybill.proto.payment.v1.PaymentState;
import io.grpc.Status.Code;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Callers that want something at the same time. */
final class ConcurrentOrdersGrpcTest {

  private final CountDownLatch gate = new CountDownLatch(1);

  @AutoClose
  private final RunningOrderService service =
      RunningOrderService.start(QuickSettings.withoutFulfilment().maxOrdersInFlight(100));

  @Test
  void runsTheStepsOnceForAHundredEqualRequests() throws Exception {
    PlaceOrderRequest request = anyOrder();

    List<ListenableFuture<PlaceOrderResponse>> calls =
        IntStream.range(0, 100).mapToObj(_ -> service.futureStub().placeOrder(request)).toList();

    List<Order> orders =
        Futures.allAsList(calls).get(10, TimeUnit.SECONDS).stream()
            .map(PlaceOrderResponse::getOrder)
            .toList();
    assertThat(orders).allMatch(order -> order.getState() == OrderState.ORDER_STATE_CONFIRMED);
    assertThat(orders).containsOnly(orders.getFirst());
    assertThat(service.asked(orders.getFirst().getOrderId()))
        .containsExactly("reserve in PENDING", "authorize in PENDING");
  }

  @Test
  void answersADuplicateAsPendingWhenTheFirstTakesLonger() throws Exception {
    holdPaymentsBack();
    PlaceOrderRequest request = anyOrder();
    ListenableFuture<PlaceOrderResponse> first = service.futureStub().placeOrder(request);
    await().until(() -> service.journal.count() == 2);

    Order duplicate =
        service.stub().withDeadlineAfter(400, TimeUnit.MILLISECONDS).placeOrder(request).getOrder();
    gate.countDown();

    assertThat(duplicate.getState()).isEqualTo(OrderState.ORDER_STATE_PENDING);
    assertThat(first.get(5, TimeUnit.SECONDS).getOrder().getState())
        .isEqualTo(OrderState.ORDER_STATE_CONFIRMED);
    assertThat(service.journal.count()).isEqualTo(2);
  }

  @Test
  void refusesOrdersBeyondTheLimitAndStoresNothing() throws Exception {
    holdPaymentsBack();
    List<ListenableFuture<PlaceOrderResponse>> admitted =
        IntStream.range(0, 100).mapToObj(_ -> service.futureStub().placeOrder(anyOrder())).toList();
    await().until(() -> service.journal.count() == 200);
    PlaceOrderRequest refused = anyOrder();

    CallError error = CallError.of(() -> service.place(refused));
    gate.countDown();

    assertThat(error.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(error.reason()).isEqualTo("OVERLOADED");
    Futures.allAsList(admitted).get(10, TimeUnit.SECONDS);
    assertThat(service.journal.count()).isEqualTo(200);
    assertThat(service.place(refused).getVersion()).isEqualTo(2);
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
