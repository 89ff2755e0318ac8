package dev.waybill.order;

import static dev.waybill.order.Requests.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.CallError;
import dev.waybill.order.participants.ScriptedInventory;
import dev.waybill.order.participants.ScriptedPayments;
import dev.waybill.order.participants.Scripts;
import dev.waybill.proto.inventory.v1.Refusal;
import dev.waybill.proto.inventory.v1.RefusalReason;
import dev.waybill.proto.inventory.v1.ReservationState;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.payment.v1.PaymentState;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Cancelling an order that is not being fulfilled. */
final class CancelOrderGrpcTest {

  @AutoClose
  private final RunningOrderService service =
      RunningOrderService.start(QuickSettings.withoutFulfilment());

  @Test
  void givesBackStockAndMoneyOfAConfirmedOrder() {
    String orderId = service.place(anyOrder()).getOrderId();

    Order order = service.cancel(orderId);

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_CANCELLED);
    assertThat(order.getReason().getCode())
        .isEqualTo(OrderReasonCode.ORDER_REASON_CODE_CANCELLED_BY_REQUEST);
    assertThat(order.getVersion()).isEqualTo(4);
    assertThat(service.asked(orderId))
        .endsWith("release in CANCELLING", "cancel in CANCELLING")
        .hasSize(4);
  }

  @Test
  void answersARepeatWithTheSameOrder() {
    String orderId = service.place(anyOrder()).getOrderId();
    Order first = service.cancel(orderId);

    assertThat(service.cancel(orderId)).isEqualTo(first);
    assertThat(service.asked(orderId)).hasSize(4);
  }

  @Test
  void winsOverAnOrderThatIsStillBeingPlaced() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    service.payments.authorize =
        Scripts.behind(
            gate,
            request ->
                ScriptedPayments.inState(
                    request.getOrderId(), PaymentState.PAYMENT_STATE_AUTHORIZED));
    PlaceOrderRequest request = anyOrder();
    CompletableFuture<Order> placing = service.placeMeanwhile(request);
    await().until(() -> service.journal.count() == 2);
    String orderId = Requests.orderId(request);

    Order cancelled = service.cancel(orderId);
    gate.countDown();

    assertThat(cancelled.getState()).isEqualTo(OrderState.ORDER_STATE_CANCELLED);
    assertThat(placing.get(5, TimeUnit.SECONDS)).isEqualTo(cancelled);
    assertThat(service.get(orderId)).isEqualTo(cancelled);
  }

  @Test
  void isFinishedLaterWhenInventoryIsSilent() {
    try (RunningOrderService impatient =
        RunningOrderService.start(
            QuickSettings.withoutFulfilment().workflowLimit(Duration.ofSeconds(3)))) {
      String orderId = impatient.place(anyOrder()).getOrderId();
      impatient.inventory.release = Scripts.silence();

      Order cancelling = impatient.cancel(orderId);

      assertThat(cancelling.getState()).isEqualTo(OrderState.ORDER_STATE_CANCELLING);
      impatient.inventory.release =
          request ->
              ScriptedInventory.inState(
                  request.getOrderId(), ReservationState.RESERVATION_STATE_RELEASED);
      impatient.awaitState(orderId, OrderState.ORDER_STATE_CANCELLED);
    }
  }

  @Test
  void isTooLateForARejectedOrder() {
    service.inventory.reserve =
        request ->
            ScriptedInventory.refused(
                request.getOrderId(),
                Refusal.newBuilder()
                    .setReason(RefusalReason.REFUSAL_REASON_UNKNOWN_SKU)
                    .setSku("SKU-001")
                    .build());
    String orderId = service.place(anyOrder()).getOrderId();

    CallError error = CallError.of(() -> service.cancel(orderId));

    assertThat(error.code()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(error.reason()).isEqualTo("ORDER_REJECTED");
  }

  @Test
  void isRefusedForAnUnknownOrder() {
    CallError error = CallError.of(() -> service.cancel(UUID.randomUUID().toString()));

    assertThat(error.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(error.reason()).isEqualTo("ORDER_NOT_FOUND");
  }
}
