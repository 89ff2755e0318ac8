package dev.waybill.cli.order;

import dev.waybill.cli.output.Times;
import dev.waybill.local.words.StateNames;
import dev.waybill.proto.order.v1.OrderEvent;
import java.util.Locale;

/** Formats an order's event on one line. */
final class OrderEventView {
  private OrderEventView() {}

  static String line(OrderEvent event) {
    String line =
        String.format(
            Locale.ROOT,
            "%s  %s  v%-2d  %s",
            Times.format(event.getEventTime()),
            event.getOrderId(),
            event.getVersion(),
            StateNames.of(event.getState()));
    return event.hasReason() ? line + "  " + OrderView.reason(event.getReason()) : line;
  }
}
