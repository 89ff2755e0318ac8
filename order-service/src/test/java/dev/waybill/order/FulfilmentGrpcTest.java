package dev.waybill.order;

import static dev.waybill.order.Requests.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.CallError;
import dev.waybill.order.participants.ScriptedInventory;
import dev.waybill.order.participants.ScriptedPayments;
import dev.waybill.order.participants.Scripts;
import dev.waybill.proto.inventory.v1.ReservationState;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.payment.v1.DeclineReason;
import dev.waybill.proto.payment.v1.PaymentState;
import io.grpc.Status.Code;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Fulfilment of confirmed orders. */
final class FulfilmentGrpcTest {

  @AutoClose
  private final RunningOrderService service =
      RunningOrderService.start(QuickSettings.withFulfilment());

  @Test
  void shipsThenChargesAConfirmedOrder() {
    Order order = placeAndAwait(OrderState.ORDER_STATE_COMPLETED);

    assertThat(order.getVersion()).isEqualTo(3);
    assertThat(service.asked(order.getOrderId()))
        .containsExactly(
            "reserve in PENDING",
            "authorize in PENDING",
            "commit in CONFIRMED",
            "capture in CONFIRMED");
    assertThat(tooLateReason(order)).isEqualTo("ORDER_COMPLETED");
  }

  @Test
  void canNoLongerBeCancelledOnceCaptureIsSent() {
    CountDownLatch gate = new CountDownLatch(1);
    service.payments.capture =
        Scripts.behind(
            gate,
            request ->
                ScriptedPayments.inState(
                    request.getOrderId(), PaymentState.PAYMENT_STATE_CAPTURED));
    Order order = service.place(anyOrder());
    await().until(() -> service.asked(order.getOrderId()).contains("capture in CONFIRMED"));

    assertThat(tooLateReason(order)).isEqualTo("ORDER_IN_FULFILMENT");

    gate.countDown();
    service.awaitState(order.getOrderId(), OrderState.ORDER_STATE_COMPLETED);
  }

  @Test
  void cancelsAnOrderWhoseStockIsLost() {
    service.inventory.commit =
        request ->
            ScriptedInventory.inState(
                request.getOrderId(), ReservationState.RESERVATION_STATE_EXPIRED);

    assertCancelled(OrderReasonCode.ORDER_REASON_CODE_STOCK_LOST);
  }

  @Test
  void cancelsAnOrderWhoseReservationIsClosed() {
    service.inventory.commit = Scripts.failing(Code.FAILED_PRECONDITION, "RESERVATION_NOT_HELD");

    assertCancelled(OrderReasonCode.ORDER_REASON_CODE_STOCK_LOST);
  }

  @Test
  void cancelsAnOrderWhoseCaptureIsRefused() {
    service.payments.capture =
        request ->
            ScriptedPayments.inState(request.getOrderId(), PaymentState.PAYMENT_STATE_AUTHORIZED)
                .toBuilder()
                .setDeclineReason(DeclineReason.DECLINE_REASON_CAPTURE_REFUSED)
                .build();

    assertCancelled(OrderReasonCode.ORDER_REASON_CODE_CAPTURE_REFUSED);
  }

  @Test
  void retriesWhenPaymentDoesNotAnswer() {
    service.payments.capture = Scripts.failing(Code.UNAVAILABLE, "PROCESSOR_TIMEOUT");
    Order order = service.place(anyOrder());
    await().until(() -> service.asked(order.getOrderId()).contains("capture in CONFIRMED"));

    service.payments.capture =
        request ->
            ScriptedPayments.inState(request.getOrderId(), PaymentState.PAYMENT_STATE_CAPTURED);

    service.awaitState(order.getOrderId(), OrderState.ORDER_STATE_COMPLETED);
  }

  @Test
  void treatsAnUndeclaredErrorAsNoAnswer() {
    service.payments.capture = Scripts.failing(Code.FAILED_PRECONDITION, "SOMETHING_ELSE");
    Order order = service.place(anyOrder());
    await().until(() -> service.asked(order.getOrderId()).size() > 4);

    assertThat(service.get(order.getOrderId()).getState())
        .isEqualTo(OrderState.ORDER_STATE_CONFIRMED);
  }

  private void assertCancelled(OrderReasonCode reason) {
    Order order = placeAndAwait(OrderState.ORDER_STATE_CANCELLED);

    assertThat(order.getReason().getCode()).isEqualTo(reason);
    assertThat(service.asked(order.getOrderId()))
        .endsWith("release in CANCELLING", "cancel in CANCELLING");
  }

  private Order placeAndAwait(OrderState state) {
    return service.awaitState(service.place(anyOrder()).getOrderId(), state);
  }

  private String tooLateReason(Order order) {
    CallError error = CallError.of(() -> service.cancel(order.getOrderId()));
    assertThat(error.code()).isEqualTo(Code.FAILED_PRECONDITION);
    return error.reason();
  }
}
