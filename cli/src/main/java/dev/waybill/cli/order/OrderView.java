package dev.waybill.cli.order;

import com.google.type.Money;
import dev.waybill.cli.output.Cell;
import dev.waybill.cli.output.Style;
import dev.waybill.cli.output.Table;
import dev.waybill.cli.output.Times;
import dev.waybill.local.shop.Prices;
import dev.waybill.local.shop.StateNames;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderEvent;
import dev.waybill.proto.order.v1.OrderLine;
import dev.waybill.proto.order.v1.OrderReason;
import dev.waybill.proto.order.v1.OrderState;
import java.util.List;
import java.util.Locale;

/** Formats orders and their events for people. */
final class OrderView {
  private static final String NOT_YET = "-";

  private OrderView() {}

  /** One order, one row per field. */
  static Table of(Order order) {
    Table table =
        new Table()
            .field("order", Cell.of(order.getOrderId()))
            .field("state", state(order.getState()));
    if (order.hasReason()) {
      table.field("reason", Cell.of(reason(order.getReason())));
    }
    table.field("customer", Cell.of(order.getCustomerId()));
    for (OrderLine line : order.getLinesList()) {
      table.field("line", Cell.of(line(line)));
    }
    return table
        .field("total", Cell.of(price(order.hasTotal(), order.getTotal())))
        .field("placed", Cell.of(Times.format(order.getCreateTime())))
        .field("changed", Cell.of(Times.format(order.getUpdateTime())));
  }

  /** Many orders, one row each. */
  static Table of(List<Order> orders) {
    Table table = new Table().heading("ORDER", "STATE", "TOTAL", "PLACED", "CUSTOMER", "REASON");
    for (Order order : orders) {
      table.row(
          Cell.of(order.getOrderId()),
          state(order.getState()),
          Cell.number(price(order.hasTotal(), order.getTotal())),
          Cell.of(Times.format(order.getCreateTime())),
          Cell.of(order.getCustomerId()),
          Cell.of(order.hasReason() ? StateNames.of(order.getReason().getCode()) : ""));
    }
    return table;
  }

  /** An event of an order on one line. */
  static String line(OrderEvent event) {
    String line =
        String.format(
            Locale.ROOT,
            "%s  %s  v%-2d  %s",
            Times.format(event.getEventTime()),
            event.getOrderId(),
            event.getVersion(),
            StateNames.of(event.getState()));
    return event.hasReason() ? line + "  " + reason(event.getReason()) : line;
  }

  private static Cell state(OrderState state) {
    return Cell.of(
        StateNames.of(state),
        switch (state) {
          case ORDER_STATE_CONFIRMED, ORDER_STATE_COMPLETED -> Style.GOOD;
          case ORDER_STATE_PENDING, ORDER_STATE_REJECTING, ORDER_STATE_CANCELLING -> Style.OPEN;
          case ORDER_STATE_REJECTED, ORDER_STATE_CANCELLED -> Style.BAD;
          case ORDER_STATE_UNSPECIFIED, UNRECOGNIZED -> Style.PLAIN;
        });
  }

  private static String reason(OrderReason reason) {
    String line = reason.hasLine() ? " (line " + (reason.getLine() + 1) + ")" : "";
    return StateNames.of(reason.getCode()) + ": " + reason.getMessage() + line;
  }

  private static String line(OrderLine line) {
    String pieces = line.getQuantity() + " x " + line.getSku();
    return line.hasTotal()
        ? pieces
            + " at "
            + Prices.format(line.getUnitPrice())
            + " = "
            + Prices.format(line.getTotal())
        : pieces;
  }

  private static String price(boolean present, Money money) {
    return present ? Prices.format(money) : NOT_YET;
  }
}
