package dev.waybill.order;

import static dev.waybill.order.Requests.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.CallError;
import dev.waybill.order.participants.ScriptedInventory;
import dev.waybill.order.participants.ScriptedPayments;
import dev.waybill.proto.inventory.v1.Refusal;
import dev.waybill.proto.inventory.v1.RefusalReason;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.payment.v1.DeclineReason;
import io.grpc.Status.Code;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Orders that are decided while their caller waits. */
final class PlaceOrderGrpcTest {

  @AutoClose
  private final RunningOrderService service =
      RunningOrderService.start(QuickSettings.withoutFulfilment());

  @Test
  void confirmsAnOrderWithInventorysPrices() {
    Order order = service.place(anyOrder());

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_CONFIRMED);
    assertThat(order.getTotal()).isEqualTo(ScriptedInventory.euros(1000));
    assertThat(order.getLines(0).getUnitPrice()).isEqualTo(ScriptedInventory.euros(250));
    assertThat(order.getLines(0).getTotal()).isEqualTo(ScriptedInventory.euros(750));
    assertThat(order.hasReason()).isFalse();
    assertThat(order.getVersion()).isEqualTo(2);
    assertThat(service.get(order.getOrderId())).isEqualTo(order);
    assertThat(service.asked(order.getOrderId()))
        .containsExactly("reserve in PENDING", "authorize in PENDING");
  }

  @Test
  void rejectsWhatIsOutOfStockAndNamesTheLine() {
    service.inventory.reserve =
        request ->
            ScriptedInventory.refused(
                request.getOrderId(),
                Refusal.newBuilder()
                    .setReason(RefusalReason.REFUSAL_REASON_OUT_OF_STOCK)
                    .setSku("SKU-002")
                    .setRequested(1)
                    .setAvailable(0)
                    .build());

    Order order = service.place(anyOrder());

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_REJECTED);
    assertThat(order.getReason().getCode())
        .isEqualTo(OrderReasonCode.ORDER_REASON_CODE_OUT_OF_STOCK);
    assertThat(order.getReason().getLine()).isEqualTo(1);
    assertThat(order.getReason().getSku()).isEqualTo("SKU-002");
    assertThat(order.getReason().getRequested()).isEqualTo(1);
    assertThat(order.getReason().hasAvailable()).isTrue();
    assertThat(order.hasTotal()).isFalse();
    assertThat(service.asked(order.getOrderId())).containsExactly("reserve in PENDING");
  }

  @Test
  void rejectsAPriceThatChanged() {
    service.inventory.reserve =
        request ->
            ScriptedInventory.refused(
                request.getOrderId(),
                Refusal.newBuilder()
                    .setReason(
                        request.getExpectedTotal().equals(ScriptedInventory.euros(999))
                            ? RefusalReason.REFUSAL_REASON_PRICE_CHANGED
                            : RefusalReason.REFUSAL_REASON_UNKNOWN_SKU)
                    .build());

    Order order =
        service.place(
            anyOrder().toBuilder().setExpectedTotal(ScriptedInventory.euros(999)).build());

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_REJECTED);
    assertThat(order.getReason().getCode())
        .isEqualTo(OrderReasonCode.ORDER_REASON_CODE_PRICE_CHANGED);
    assertThat(order.getReason().hasLine()).isFalse();
  }

  @Test
  void releasesStockWhenPaymentIsDeclined() {
    service.payments.authorize =
        request ->
            ScriptedPayments.declined(request, DeclineReason.DECLINE_REASON_INSUFFICIENT_FUNDS);

    Order order = service.place(anyOrder());

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_REJECTED);
    assertThat(order.getReason().getCode())
        .isEqualTo(OrderReasonCode.ORDER_REASON_CODE_INSUFFICIENT_FUNDS);
    assertThat(service.asked(order.getOrderId()))
        .containsExactly(
            "reserve in PENDING",
            "authorize in PENDING",
            "release in REJECTING",
            "cancel in REJECTING");
  }

  @Test
  void answersARepeatWithTheSameOrder() {
    PlaceOrderRequest request = anyOrder();
    Order first = service.place(request);

    assertThat(service.place(request)).isEqualTo(first);
    assertThat(service.asked(first.getOrderId()))
        .containsExactly("reserve in PENDING", "authorize in PENDING", "reserve in CONFIRMED");
  }

  @Test
  void refusesARequestIdThatWasUsedForAnotherContent() {
    PlaceOrderRequest request = anyOrder();
    Order first = service.place(request);

    PlaceOrderRequest other = request.toBuilder().setPaymentToken("tok_other").build();

    CallError error = CallError.of(() -> service.place(other));

    assertThat(error.code()).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(error.reason()).isEqualTo("REQUEST_ID_REUSED");
    assertThat(service.get(first.getOrderId())).isEqualTo(first);
    assertThat(service.asked(first.getOrderId())).hasSize(2);
    assertThat(service.asked(Requests.orderId(other)))
        .as("what was reserved side by side")
        .containsExactly("reserve in PENDING", "release in PENDING");
  }

  @Test
  void keepsTheRequestIdsOfCustomersApart() {
    PlaceOrderRequest request = anyOrder();

    Order first = service.place(request);
    Order second = service.place(request.toBuilder().setCustomerId("customer-2").build());

    assertThat(second.getOrderId()).isNotEqualTo(first.getOrderId());
  }

  @Test
  void cannotShowAnOrderThatDoesNotExist() {
    CallError error = CallError.of(() -> service.get(UUID.randomUUID().toString()));

    assertThat(error.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(error.reason()).isEqualTo("ORDER_NOT_FOUND");
  }
}
