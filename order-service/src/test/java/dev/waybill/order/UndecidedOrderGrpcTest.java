package dev.waybill.order;

import static dev.waybill.order.Requests.anyOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.StartsFirst;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderFixtures;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.participants.ScriptedInventory;
import dev.waybill.order.participants.ScriptedPayments;
import dev.waybill.order.participants.Scripts;
import dev.waybill.proto.inventory.v1.Reservation;
import dev.waybill.proto.inventory.v1.ReservationState;
import dev.waybill.proto.inventory.v1.ReserveStockRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.payment.v1.PaymentState;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Orders whose participants, caller or process fall silent before the decision. Most wait for a
 * time limit, so they do so side by side.
 */
@Execution(ExecutionMode.CONCURRENT)
@StartsFirst
final class UndecidedOrderGrpcTest {
  private static final Duration DECISION_LIMIT = Duration.ofSeconds(6);

  @AutoClose
  private final RunningOrderService service =
      RunningOrderService.start(
          QuickSettings.withoutFulfilment()
              .workflowLimit(Duration.ofSeconds(3))
              .decisionLimit(DECISION_LIMIT));

  @Test
  void isAnsweredAsPendingInTimeAndConfirmedLater() {
    service.payments.authorize = Scripts.silence();

    Order order = service.placeInASecond(Requests::anyOrder);

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_PENDING);
    service.payments.authorize =
        request ->
            ScriptedPayments.inState(request.getOrderId(), PaymentState.PAYMENT_STATE_AUTHORIZED);
    service.awaitState(order.getOrderId(), OrderState.ORDER_STATE_CONFIRMED);
    assertThat(service.asked(order.getOrderId())).noneMatch(asked -> asked.startsWith("release"));
  }

  @Test
  void isConfirmedOnceTheCardProcessorHasAnswered() {
    service.payments.authorize =
        request ->
            ScriptedPayments.inState(request.getOrderId(), PaymentState.PAYMENT_STATE_PENDING);

    Order order = service.place(anyOrder());

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_PENDING);
    service.payments.authorize =
        request ->
            ScriptedPayments.inState(request.getOrderId(), PaymentState.PAYMENT_STATE_AUTHORIZED);
    service.awaitState(order.getOrderId(), OrderState.ORDER_STATE_CONFIRMED);
  }

  @Test
  void isConfirmedEvenIfItsCallerLeaves() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    service.payments.authorize =
        request -> {
          asked.countDown();
          Scripts.await(gate);
          return ScriptedPayments.inState(
              request.getOrderId(), PaymentState.PAYMENT_STATE_AUTHORIZED);
        };
    PlaceOrderRequest request = anyOrder();
    CancellableContext caller = Context.current().withCancellation();
    CompletableFuture<Order> call = caller.call(() -> service.placeMeanwhile(request));
    assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();

    caller.cancel(null);
    // An answer may just overtake the cancellation; it does not matter which of them the caller
    // sees.
    assertThat(call.handle((_, _) -> "ended")).succeedsWithin(Duration.ofSeconds(5));
    gate.countDown();

    service.awaitState(Requests.orderId(request), OrderState.ORDER_STATE_CONFIRMED);
  }

  @Test
  void isTurnedBackWhenPaymentStaysSilent() {
    service.payments.authorize = Scripts.failing(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE");

    Order pending = service.place(anyOrder());
    assertThat(pending.getState()).isEqualTo(OrderState.ORDER_STATE_PENDING);
    Order order = service.awaitState(pending.getOrderId(), OrderState.ORDER_STATE_REJECTED);

    assertThat(order.getReason().getCode())
        .isEqualTo(OrderReasonCode.ORDER_REASON_CODE_PAYMENT_UNRESOLVED);
    List<String> asked = service.asked(order.getOrderId());
    assertThat(asked)
        .filteredOn(each -> !each.endsWith("in PENDING"))
        .startsWith("release in REJECTING")
        .endsWith("cancel in REJECTING")
        .allMatch(each -> each.endsWith("in REJECTING"));
  }

  @Test
  void isTurnedBackWhenInventoryStaysSilent() {
    service.inventory.reserve = Scripts.silence();

    Order pending = service.place(anyOrder());
    Order order = service.awaitState(pending.getOrderId(), OrderState.ORDER_STATE_REJECTED);

    assertThat(order.getReason().getCode())
        .isEqualTo(OrderReasonCode.ORDER_REASON_CODE_INVENTORY_UNAVAILABLE);
    assertThat(service.asked(order.getOrderId()))
        .endsWith("release in REJECTING", "cancel in REJECTING")
        .noneMatch(asked -> asked.startsWith("authorize"));
  }

  @Test
  void isConfirmedWhenInventoryAnswersOnlyTheLastQuestion() {
    long start = System.nanoTime();
    Function<ReserveStockRequest, Reservation> down =
        Scripts.failing(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE");
    service.inventory.reserve =
        request ->
            System.nanoTime() - start < DECISION_LIMIT.toNanos()
                ? down.apply(request)
                : ScriptedInventory.held(request);

    Order pending = service.place(anyOrder());

    // Payment was never silent, so it is asked and not blamed.
    service.awaitState(pending.getOrderId(), OrderState.ORDER_STATE_CONFIRMED);
  }

  @Test
  void isTurnedBackWhenItsHoldIsGone() {
    service.inventory.reserve =
        request ->
            ScriptedInventory.inState(
                request.getOrderId(), ReservationState.RESERVATION_STATE_EXPIRED);

    Order order = service.place(anyOrder());

    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_REJECTED);
    assertThat(order.getReason().getCode()).isEqualTo(OrderReasonCode.ORDER_REASON_CODE_STOCK_LOST);
  }

  @Test
  void isTurnedBackInRecoveryWhenItsHoldRunsOut() {
    service.inventory.reserve = request -> ScriptedInventory.held(request, 59);
    service.payments.authorize = Scripts.failing(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE");

    Order pending = service.place(anyOrder());
    Order order = service.awaitState(pending.getOrderId(), OrderState.ORDER_STATE_REJECTED);

    assertThat(order.getReason().getCode()).isEqualTo(OrderReasonCode.ORDER_REASON_CODE_STOCK_LOST);
  }

  @Test
  void isTakenOverFromAProcessThatDied() {
    OrderRequest request = OrderFixtures.anyRequest();
    Placement _ =
        service
            .ports
            .store()
            .apply(
                OrderCommand.Place.of(request, Claim.fresh(), "of-a-dead-process"),
                TimeBudget.of(Duration.ofSeconds(5)));

    Order order =
        service.awaitState(request.orderId().toString(), OrderState.ORDER_STATE_CONFIRMED);

    assertThat(order.getVersion()).isEqualTo(2);
  }

  @Test
  void finishesTurningBackWhenInventoryIsBack() {
    service.inventory.release = Scripts.failing(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE");
    service.payments.authorize =
        request ->
            ScriptedPayments.inState(request.getOrderId(), PaymentState.PAYMENT_STATE_DECLINED);

    Order rejecting = service.place(anyOrder());

    assertThat(rejecting.getState()).isEqualTo(OrderState.ORDER_STATE_REJECTING);
    await().until(() -> service.asked(rejecting.getOrderId()).size() > 4);
    service.inventory.release =
        request ->
            ScriptedInventory.inState(
                request.getOrderId(), ReservationState.RESERVATION_STATE_RELEASED);
    service.awaitState(rejecting.getOrderId(), OrderState.ORDER_STATE_REJECTED);
    assertThat(service.asked(rejecting.getOrderId()))
        .filteredOn(asked -> asked.endsWith("REJECTING"))
        .allMatch(asked -> asked.startsWith("release") || asked.startsWith("cancel"));
  }
}
