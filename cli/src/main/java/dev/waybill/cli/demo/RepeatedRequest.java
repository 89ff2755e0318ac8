package dev.waybill.cli.demo;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.Status;

/** A repeated request returns the same order; the same id with other content is an error. */
final class RepeatedRequest implements Chapter {
  @Override
  public String title() {
    return "A request is sent again";
  }

  @Override
  public void play(Stage stage) {
    Shop shop = stage.shop();
    stage.tell(
        "A customer whose connection broke sends the same request again: one order, not two.");
    PlaceOrderRequest request = Shop.newOrder(GoodsIn.LAMP, 1, "tok_ok");
    Order first = shop.place(request);
    Order again = shop.place(request);
    stage.expect("order id of the repeat", first.getOrderId(), again.getOrderId());
    stage.outcome("both answers: order " + Told.id(again));
    stage.show(request);
    stage.tell(
        "The same request id with another quantity is a mistake of the caller, and is told so.");
    PlaceOrderRequest other =
        request.toBuilder().setLines(0, request.getLines(0).toBuilder().setQuantity(2)).build();
    stage.expectError(Status.Code.ALREADY_EXISTS, "REQUEST_ID_REUSED", () -> shop.place(other));
    stage.show(other);
    shop.await(first, OrderState.ORDER_STATE_COMPLETED);
  }
}
