package dev.waybill.cli.demo;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.PlaceOrderRequest;

/** An item that is not in the catalogue. */
final class UnknownSku implements Chapter {
  @Override
  public String title() {
    return "Unknown item";
  }

  @Override
  public void play(Stage stage) {
    stage.tell("A customer orders something that is not in the catalogue.");
    PlaceOrderRequest request = Shop.newOrder("NO-SUCH-ITEM", 1, "tok_ok");
    Order order = stage.shop().place(request);
    stage.expectRejected(order, OrderReasonCode.ORDER_REASON_CODE_UNKNOWN_SKU);
    stage.expect("SKU at fault", "NO-SUCH-ITEM", order.getReason().getSku());
    stage.outcome(Told.of(order));
    stage.show(request);
  }
}
