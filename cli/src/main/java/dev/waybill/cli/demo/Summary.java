package dev.waybill.cli.demo;

import dev.waybill.local.shop.Prices;
import dev.waybill.local.shop.StateNames;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.payment.v1.Payment;

/** Describes orders and payments in a few words. */
final class Summary {
  private static final int SHORT_ID = 8;

  private Summary() {}

  /** For example "order 1b4e28ba: REJECTED, CARD_DECLINED (The card was declined.)". */
  static String of(Order order) {
    StringBuilder text = new StringBuilder("order ").append(id(order));
    text.append(": ").append(StateNames.of(order.getState()));
    if (order.hasReason()) {
      text.append(", ").append(StateNames.of(order.getReason().getCode()));
      text.append(" (").append(order.getReason().getMessage()).append(')');
    } else if (order.hasTotal()) {
      text.append(", ").append(Prices.format(order.getTotal()));
    }
    return text.toString();
  }

  static String id(Order order) {
    return order.getOrderId().substring(0, SHORT_ID);
  }

  /** For example "payment: CAPTURED, 49.80 EUR charged". */
  static String of(Payment payment) {
    String charged = payment.hasCaptured() ? Prices.format(payment.getCaptured()) : "nothing";
    String text = "payment: " + StateNames.of(payment.getState()) + ", " + charged + " charged";
    return payment.hasRefunded()
        ? text + ", " + Prices.format(payment.getRefunded()) + " refunded"
        : text;
  }

  static String of(OrderEvent event) {
    return "event %s: %s".formatted(event.getVersion(), StateNames.of(event.getState()));
  }
}
