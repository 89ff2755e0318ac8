package dev.waybill.cli.demo;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.payment.v1.Payment;

/** The card processor approves but answers late: the order is confirmed, and charged once. */
final class LateProcessor implements Chapter {
  @Override
  public String title() {
    return "The card processor answers late";
  }

  @Override
  public void play(Stage stage) {
    Shop shop = stage.shop();
    stage.tell(
        "The card processor approves, but its answer is lost. Waybill does not guess and does");
    stage.tell("not charge again: it asks the processor what became of the attempt.");
    PlaceOrderRequest request = Shop.newOrder(GoodsIn.LAMP, 1, "tok_timeout_then_ok");
    Order placed = shop.place(request);
    stage.outcome(Told.of(placed));
    Order completed =
        shop.await(placed, OrderState.ORDER_STATE_COMPLETED, OrderState.ORDER_STATE_REJECTED);
    stage.expect("order", OrderState.ORDER_STATE_COMPLETED, completed.getState());
    Payment payment = shop.payment(completed);
    stage.expect("money taken", completed.getTotal(), payment.getCaptured());
    stage.outcome(Told.of(completed) + "; " + Told.of(payment) + " once");
    stage.show(request);
  }
}
