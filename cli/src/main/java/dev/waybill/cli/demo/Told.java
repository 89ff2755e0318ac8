package dev.waybill.cli.demo;

import dev.waybill.local.words.Prices;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderReasonCode;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentState;

/** The words that the story uses for orders and payments. */
final class Told {
  private static final int SHORT_ID = 8;

  private Told() {}

  /** For example "order 1b4e28ba: REJECTED, CARD_DECLINED (the card was declined)". */
  static String of(Order order) {
    StringBuilder text = new StringBuilder("order ").append(id(order));
    text.append(": ").append(of(order.getState()));
    if (order.hasReason()) {
      text.append(", ").append(of(order.getReason().getCode()));
      text.append(" (").append(order.getReason().getMessage()).append(')');
    } else if (order.hasTotal()) {
      text.append(", ").append(Prices.format(order.getTotal()));
    }
    return text.toString();
  }

  static String id(Order order) {
    return order.getOrderId().substring(0, SHORT_ID);
  }

  static String of(OrderState state) {
    return state.name().replace("ORDER_STATE_", "");
  }

  static String of(OrderReasonCode code) {
    return code.name().replace("ORDER_REASON_CODE_", "");
  }

  /** For example "payment: CAPTURED, 49.80 EUR taken". */
  static String of(Payment payment) {
    String taken = payment.hasCaptured() ? Prices.format(payment.getCaptured()) : "nothing";
    String text = "payment: " + of(payment.getState()) + ", " + taken + " taken";
    return payment.hasRefunded()
        ? text + ", " + Prices.format(payment.getRefunded()) + " given back"
        : text;
  }

  static String of(PaymentState state) {
    return state.name().replace("PAYMENT_STATE_", "");
  }
}
