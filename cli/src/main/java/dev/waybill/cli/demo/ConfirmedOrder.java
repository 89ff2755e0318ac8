package dev.waybill.cli.demo;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.payment.v1.Payment;

/** Stock and money are there: the order is confirmed, then shipped and charged. */
final class ConfirmedOrder implements Chapter {
  @Override
  public String title() {
    return "An order is confirmed";
  }

  @Override
  public void play(Stage stage) {
    Shop shop = stage.shop();
    stage.tell(
        "A customer orders 2 lamps. Stock is held, the card authorized, the order confirmed;");
    stage.tell(
        "then, with nobody waiting any more, the lamps are shipped and the card is charged.");
    PlaceOrderRequest request = Shop.newOrder(GoodsIn.LAMP, 2, "tok_ok");
    Order placed = shop.place(request);
    stage.expect("order", OrderState.ORDER_STATE_CONFIRMED, placed.getState());
    stage.outcome(Told.of(placed));
    Order completed = shop.await(placed, OrderState.ORDER_STATE_COMPLETED);
    stage.expect("order", OrderState.ORDER_STATE_COMPLETED, completed.getState());
    Payment payment = shop.payment(completed);
    stage.expect("money taken", completed.getTotal(), payment.getCaptured());
    stage.expect("lamps shipped", 2L, shop.stock(GoodsIn.LAMP).getShipped());
    stage.outcome(Told.of(completed) + "; " + Told.of(payment));
    stage.show(request);
  }
}
