package dev.waybill.cli.demo;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.PlaceOrderRequest;

/** The order exceeds the stock: the refusal is a result, and names the line at fault. */
final class OutOfStock implements Chapter {
  @Override
  public String title() {
    return "Out of stock";
  }

  @Override
  public void play(Stage stage) {
    stage.tell("A customer asks for 100 lamps, and there are 18.");
    PlaceOrderRequest request = Shop.newOrder(GoodsIn.LAMP, 100, "tok_ok");
    Order order = stage.shop().place(request);
    stage.expectRejected(order, OrderReasonCode.ORDER_REASON_CODE_OUT_OF_STOCK);
    stage.expect("lamps asked for", 100L, order.getReason().getRequested());
    stage.expect("lamps available", 18L, order.getReason().getAvailable());
    stage.outcome(Told.of(order));
    stage.show(request);
  }
}
