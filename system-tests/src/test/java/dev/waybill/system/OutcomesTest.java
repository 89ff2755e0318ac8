package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.StartsFirst;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.StockLevel;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.payment.v1.GetPaymentRequest;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentState;
import dev.waybill.system.cluster.Orders;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * How each kind of order ends, with the services' default time limits. The tests wait for these
 * limits, so they do so side by side.
 */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(Lifecycle.PER_CLASS)
@StartsFirst
final class OutcomesTest {
  private UpProcess up;

  @BeforeAll
  void startUp(@TempDir Path folder) throws Exception {
    up = UpProcess.start(Files.createDirectory(folder.resolve("data")));
  }

  @AfterAll
  void auditAndStop() throws Exception {
    try (UpProcess running = up) {
      assertThat(running.auditStrictly()).as(running::output).isZero();
      assertThat(level(running).getReserved()).as("pieces still held").isZero();
    }
  }

  @Test
  void aPaidOrderIsCompletedAndChargedItsTotal() {
    Order placed = Orders.place(up.channel(Services.ORDER), Orders.anyOrder());
    assertThat(placed.getState())
        .as("PENDING on a slow disk")
        .isIn(OrderState.ORDER_STATE_CONFIRMED, OrderState.ORDER_STATE_PENDING);

    Order order = Orders.awaitFinal(up.channel(Services.ORDER), placed.getOrderId());

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_COMPLETED);
    assertThat(payment(order).getCaptured()).isEqualTo(order.getTotal());
    assertThat(payment(order).hasRefunded()).isFalse();
  }

  @Test
  void aDeclinedCardRejectsTheOrder() {
    Order order = placedAndFinal("tok_declined");

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_REJECTED);
    assertThat(order.getReason().getCode())
        .isEqualTo(OrderReasonCode.ORDER_REASON_CODE_CARD_DECLINED);
    assertThat(payment(order).getState()).isEqualTo(PaymentState.PAYMENT_STATE_DECLINED);
  }

  @Test
  void aPaymentThatNeverAnswersRejectsTheOrder() {
    Order order = placedAndFinal("tok_timeout_lost");

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_REJECTED);
    assertThat(order.getReason().getCode())
        .isEqualTo(OrderReasonCode.ORDER_REASON_CODE_PAYMENT_UNRESOLVED);
    assertThat(payment(order).getState()).isEqualTo(PaymentState.PAYMENT_STATE_VOIDED);
  }

  @Test
  void aPaymentThatAnswersLateIsChargedOnce() {
    Order order = placedAndFinal("tok_timeout_then_ok");

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_COMPLETED);
    assertThat(payment(order).getCaptured()).isEqualTo(order.getTotal());
  }

  @Test
  void aRefusedCaptureCancelsTheOrder() {
    Order order = placedAndFinal("tok_capture_refused");

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_CANCELLED);
    assertThat(order.getReason().getCode())
        .isEqualTo(OrderReasonCode.ORDER_REASON_CODE_CAPTURE_REFUSED);
    assertThat(payment(order).getState()).isEqualTo(PaymentState.PAYMENT_STATE_VOIDED);
  }

  @Test
  void aCallersDeadlineThatPassesMidWayStillEndsInOneCharge() {
    PlaceOrderRequest request = Orders.orderPaidWith("tok_timeout_then_ok");
    assertThat(answerWithin(Duration.ofMillis(100), request))
        .as("state that the caller was told, if the answer came before its deadline")
        .isNotEqualTo(Optional.of(OrderState.ORDER_STATE_REJECTED));

    Order repeated = Orders.place(up.channel(Services.ORDER), request);
    Order order = Orders.awaitFinal(up.channel(Services.ORDER), repeated.getOrderId());

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_COMPLETED);
    assertThat(payment(order).getCaptured()).isEqualTo(order.getTotal());
  }

  private Optional<OrderState> answerWithin(Duration deadline, PlaceOrderRequest request) {
    try {
      return Optional.of(
          Orders.stub(up.channel(Services.ORDER))
              .withDeadlineAfter(deadline)
              .placeOrder(request)
              .getOrder()
              .getState());
    } catch (StatusRuntimeException e) {
      // Or OUTCOME_UNKNOWN, if the time ran out while the intent was being stored.
      assertThat(e.getStatus().getCode())
          .isIn(Status.Code.DEADLINE_EXCEEDED, Status.Code.UNAVAILABLE);
      return Optional.empty();
    }
  }

  private Order placedAndFinal(String token) {
    Order placed = Orders.place(up.channel(Services.ORDER), Orders.orderPaidWith(token));
    return Orders.awaitFinal(up.channel(Services.ORDER), placed.getOrderId());
  }

  private Payment payment(Order order) {
    return PaymentServiceGrpc.newBlockingStub(up.channel(Services.PAYMENT))
        .getPayment(GetPaymentRequest.newBuilder().setOrderId(order.getOrderId()).build())
        .getPayment();
  }

  private static StockLevel level(UpProcess running) {
    return InventoryServiceGrpc.newBlockingStub(running.channel(Services.INVENTORY))
        .getItem(GetItemRequest.newBuilder().setSku("SKU-007").build())
        .getItem()
        .getLevel();
  }
}
