package dev.waybill.cli.demo;

import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.Status;

/** A request that breaks the contract is refused with the field at fault. */
final class BadRequest implements Chapter {
  @Override
  public String title() {
    return "A request that makes no sense";
  }

  @Override
  public void play(Stage stage) {
    stage.tell(
        "An order of 0 lamps breaks the contract. The answer names the field, and nothing is stored.");
    PlaceOrderRequest request = Shop.newOrder(GoodsIn.LAMP, 0, "tok_ok");
    stage.expectError(
        Status.Code.INVALID_ARGUMENT, "lines[0].quantity", () -> stage.shop().place(request));
    stage.show(request);
  }
}
