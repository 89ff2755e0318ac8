package dev.waybill.cli.demo;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;

/** An authorized card cannot be charged: the order is cancelled and no stock or money is kept. */
final class RefusedCapture implements Chapter {
  @Override
  public String title() {
    return "The charge is refused";
  }

  @Override
  public void play(Stage stage) {
    Shop shop = stage.shop();
    stage.tell("The card is authorized and the order confirmed, but the charge itself is refused.");
    stage.tell("The shipment is taken back and the order cancelled.");
    PlaceOrderRequest request = Shop.newOrder(GoodsIn.LAMP, 1, "tok_capture_refused");
    Order placed = shop.place(request);
    stage.expect("order", OrderState.ORDER_STATE_CONFIRMED, placed.getState());
    stage.outcome(Told.of(placed));
    Order cancelled =
        shop.await(placed, OrderState.ORDER_STATE_CANCELLED, OrderState.ORDER_STATE_COMPLETED);
    stage.expectCancelled(cancelled, OrderReasonCode.ORDER_REASON_CODE_CAPTURE_REFUSED);
    stage.expectOnTheShelf(17);
    stage.outcome(Told.of(cancelled));
    stage.show(request);
  }
}
