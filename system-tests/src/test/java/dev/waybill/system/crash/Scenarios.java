package dev.waybill.system.crash;

import static dev.waybill.proto.order.v1.OrderState.ORDER_STATE_CANCELLED;
import static dev.waybill.proto.order.v1.OrderState.ORDER_STATE_COMPLETED;
import static dev.waybill.proto.order.v1.OrderState.ORDER_STATE_REJECTED;

import dev.waybill.proto.order.v1.OrderState;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What clients do while a service dies. Together the scenarios pass every fault point. */
final class Scenarios {
  /** An order whose services are unavailable for too long is rejected, which is a valid end. */
  private static final Set<OrderState> GOOD = Set.of(ORDER_STATE_COMPLETED, ORDER_STATE_REJECTED);

  private static final Set<OrderState> REJECTED = Set.of(ORDER_STATE_REJECTED);

  private Scenarios() {}

  /** All scenarios. For each point, the first one that passes it is played first. */
  static List<Scenario> all() {
    return Stream.concat(ofOneOrder().stream(), ofAllElse().stream()).toList();
  }

  /** The scenarios in which a customer places one order, with any outcome. */
  static List<Scenario> ofOneOrder() {
    return List.of(
        Scenario.of("an order that goes well", GOOD, shop -> shop.place("tok_ok")),
        Scenario.of("out of stock", REJECTED, Shop::placeOutOfStock),
        Scenario.of("card declined", REJECTED, shop -> shop.place("tok_declined")),
        Scenario.of("authorization answered late", GOOD, shop -> shop.place("tok_timeout_then_ok")),
        Scenario.of(
            "capture refused",
            Set.of(ORDER_STATE_CANCELLED, ORDER_STATE_REJECTED),
            shop -> shop.place("tok_capture_refused")),
        Scenario.of(
            "cancelled by the customer",
            Set.of(ORDER_STATE_CANCELLED, ORDER_STATE_COMPLETED, ORDER_STATE_REJECTED),
            Shop::placeAndCancel),
        Scenario.of(
            "authorization lost, found in recovery",
            REJECTED,
            shop -> shop.place("tok_timeout_lost")));
  }

  private static List<Scenario> ofAllElse() {
    return List.of(
        Scenario.of("a hold that expires", Set.of(), Shop::letHoldExpire),
        Scenario.of("an intent that cannot be recorded", GOOD, Shop::placeWhatCannotBeRecorded),
        Scenario.of("goods in", Set.of(), Shop::receiveGoods),
        Scenario.of("stock read and watched", Set.of(), Shop::readStock),
        Scenario.of("orders read and watched", GOOD, Shop::readOrders),
        Scenario.of("payments read", GOOD, Shop::readPayments),
        Scenario.of("audit", GOOD, Shop::audit),
        Scenario.of("a graceful stop", Set.of(), Shop::stopGracefully));
  }
}
