package dev.waybill.cli.demo;

import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.order.v1.WatchOrderRequest;
import java.util.ArrayList;
import java.util.List;

/** A customer follows an order over a server stream, which ends with the order. */
final class WatchedOrder implements Chapter {
  @Override
  public String title() {
    return "An order is watched";
  }

  @Override
  public void play(Stage stage) {
    stage.tell(
        "A customer follows an order: what has happened so far comes first, the rest when it");
    stage.tell("happens, each event once. The stream ends by itself when the order is final.");
    Order placed = stage.shop().place(Shop.newOrder(GoodsIn.LAMP, 1, "tok_ok"));
    List<OrderState> seen = new ArrayList<>();
    stage
        .shop()
        .watch(
            placed,
            event -> {
              seen.add(event.getState());
              stage.outcome(told(event));
            });
    stage.expect(
        "events",
        List.of(
            OrderState.ORDER_STATE_PENDING,
            OrderState.ORDER_STATE_CONFIRMED,
            OrderState.ORDER_STATE_COMPLETED),
        seen);
    stage.show(
        OrderServiceGrpc.getWatchOrderMethod(),
        WatchOrderRequest.newBuilder().setOrderId("THE-ANSWERED-ORDER-ID").build());
  }

  private static String told(OrderEvent event) {
    return "event %s: %s".formatted(event.getVersion(), Told.of(event.getState()));
  }
}
