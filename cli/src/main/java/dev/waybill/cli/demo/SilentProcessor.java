package dev.waybill.cli.demo;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import dev.waybill.proto.payment.v1.PaymentState;

/** The card processor never answers: the order is refused and the attempt is closed. */
final class SilentProcessor implements Chapter {
  @Override
  public String title() {
    return "The card processor never answers";
  }

  @Override
  public void play(Stage stage) {
    Shop shop = stage.shop();
    stage.tell("The attempt is lost on its way to the card processor, and so is every repeat. The");
    stage.tell("customer gets an honest PENDING; when the time to decide is up (4 s here, 20 s in");
    stage.tell("production), the attempt is closed for good and the lamps go back on the shelf.");
    PlaceOrderRequest request = Shop.newOrder(GoodsIn.LAMP, 1, "tok_timeout_lost");
    Order placed = shop.place(request);
    stage.expect("order", OrderState.ORDER_STATE_PENDING, placed.getState());
    stage.outcome(Told.of(placed));
    Order rejected = shop.await(placed, OrderState.ORDER_STATE_REJECTED);
    stage.expectRejected(rejected, OrderReasonCode.ORDER_REASON_CODE_PAYMENT_UNRESOLVED);
    stage.expect("payment", PaymentState.PAYMENT_STATE_VOIDED, shop.payment(rejected).getState());
    stage.expectOnTheShelf(17);
    stage.outcome(Told.of(rejected) + "; " + Told.of(shop.payment(rejected)));
    stage.show(request);
  }
}
