package dev.waybill.cli.demo;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;

/** The card is declined after the stock was held: the hold is released. */
final class DeclinedCard implements Chapter {
  @Override
  public String title() {
    return "The card is declined";
  }

  @Override
  public void play(Stage stage) {
    Shop shop = stage.shop();
    stage.tell("Stock is held, but the card is declined. The lamps go back on the shelf.");
    PlaceOrderRequest request = Shop.newOrder(GoodsIn.LAMP, 3, "tok_declined");
    Order order = shop.await(shop.place(request), OrderState.ORDER_STATE_REJECTED);
    stage.expectRejected(order, OrderReasonCode.ORDER_REASON_CODE_CARD_DECLINED);
    stage.expectOnTheShelf(18);
    stage.outcome(Told.of(order) + "; 18 lamps available again");
    stage.show(request);
  }
}
