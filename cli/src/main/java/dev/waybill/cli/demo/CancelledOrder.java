package dev.waybill.cli.demo;

import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.Status;

/** A customer cancels an order: once in time, once too late. */
final class CancelledOrder implements Chapter {
  @Override
  public String title() {
    return "An order is cancelled";
  }

  @Override
  public void play(Stage stage) {
    Shop shop = stage.shop();
    stage.tell("A customer cancels right after the confirmation, before the lamp is shipped.");
    PlaceOrderRequest request = Shop.newOrder(GoodsIn.LAMP, 1, "tok_ok");
    Order placed = shop.place(request);
    stage.expect("order", OrderState.ORDER_STATE_CONFIRMED, placed.getState());
    Order cancelled = shop.await(shop.cancel(placed), OrderState.ORDER_STATE_CANCELLED);
    stage.expectCancelled(cancelled, OrderReasonCode.ORDER_REASON_CODE_CANCELLED_BY_REQUEST);
    stage.expectOnTheShelf(16);
    stage.outcome(Told.of(cancelled) + "; " + Told.of(shop.payment(cancelled)));
    stage.show(request);
    stage.show(
        OrderServiceGrpc.getCancelOrderMethod(),
        CancelOrderRequest.newBuilder().setOrderId("THE-ANSWERED-ORDER-ID").build());
    stage.tell("Another one thinks of it only when the lamp is on its way.");
    Order completed =
        shop.await(
            shop.place(Shop.newOrder(GoodsIn.LAMP, 1, "tok_ok")), OrderState.ORDER_STATE_COMPLETED);
    stage.expectError(
        Status.Code.FAILED_PRECONDITION, "ORDER_COMPLETED", () -> shop.cancel(completed));
  }
}
