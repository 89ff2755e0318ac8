package dev.waybill.local.audit;

import static dev.waybill.proto.order.v1.OrderState.ORDER_STATE_CANCELLED;
import static dev.waybill.proto.order.v1.OrderState.ORDER_STATE_CANCELLING;
import static dev.waybill.proto.order.v1.OrderState.ORDER_STATE_COMPLETED;
import static dev.waybill.proto.order.v1.OrderState.ORDER_STATE_CONFIRMED;
import static dev.waybill.proto.order.v1.OrderState.ORDER_STATE_REJECTED;
import static dev.waybill.proto.order.v1.OrderState.ORDER_STATE_REJECTING;

import dev.waybill.proto.order.v1.OrderState;
import java.util.EnumSet;
import java.util.Set;

/** How an order's state may change after it was reported to a client. */
public final class OrderStates {
  private OrderStates() {}

  public static boolean isFinal(OrderState state) {
    return switch (state) {
      case ORDER_STATE_COMPLETED, ORDER_STATE_REJECTED, ORDER_STATE_CANCELLED -> true;
      case ORDER_STATE_PENDING,
          ORDER_STATE_CONFIRMED,
          ORDER_STATE_REJECTING,
          ORDER_STATE_CANCELLING,
          ORDER_STATE_UNSPECIFIED,
          UNRECOGNIZED ->
          false;
    };
  }

  /** Whether an order that was once in the first state may now be in the second. */
  static boolean canHaveBecome(OrderState told, OrderState now) {
    return told == now || later(told).contains(now);
  }

  private static Set<OrderState> later(OrderState state) {
    return switch (state) {
      case ORDER_STATE_PENDING ->
          EnumSet.of(
              ORDER_STATE_CONFIRMED,
              ORDER_STATE_COMPLETED,
              ORDER_STATE_REJECTING,
              ORDER_STATE_REJECTED,
              ORDER_STATE_CANCELLING,
              ORDER_STATE_CANCELLED);
      case ORDER_STATE_CONFIRMED ->
          EnumSet.of(ORDER_STATE_COMPLETED, ORDER_STATE_CANCELLING, ORDER_STATE_CANCELLED);
      case ORDER_STATE_REJECTING -> EnumSet.of(ORDER_STATE_REJECTED);
      case ORDER_STATE_CANCELLING -> EnumSet.of(ORDER_STATE_CANCELLED);
      case ORDER_STATE_COMPLETED,
          ORDER_STATE_REJECTED,
          ORDER_STATE_CANCELLED,
          ORDER_STATE_UNSPECIFIED,
          UNRECOGNIZED ->
          EnumSet.noneOf(OrderState.class);
    };
  }
}
