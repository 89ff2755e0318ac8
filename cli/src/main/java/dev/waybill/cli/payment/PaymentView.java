package dev.waybill.cli.payment;

import com.google.type.Money;
import dev.waybill.cli.output.Cell;
import dev.waybill.cli.output.Style;
import dev.waybill.cli.output.Table;
import dev.waybill.cli.output.Times;
import dev.waybill.local.shop.Prices;
import dev.waybill.local.shop.StateNames;
import dev.waybill.proto.payment.v1.DeclineReason;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentState;
import java.util.List;

/** Formats payments for people. */
final class PaymentView {
  private static final String NONE = "-";

  private PaymentView() {}

  /** One payment, one row per field. */
  static Table of(Payment payment) {
    Table table =
        new Table()
            .field("order", Cell.of(payment.getOrderId()))
            .field("state", state(payment.getState()));
    if (payment.getDeclineReason() != DeclineReason.DECLINE_REASON_UNSPECIFIED) {
      table.field("reason", Cell.of(reason(payment)));
    }
    return table
        .field("amount", Cell.of(price(payment.hasAmount(), payment.getAmount())))
        .field("captured", Cell.of(price(payment.hasCaptured(), payment.getCaptured())))
        .field("refunded", Cell.of(price(payment.hasRefunded(), payment.getRefunded())))
        .field("created", Cell.of(Times.format(payment.getCreateTime())))
        .field("changed", Cell.of(Times.format(payment.getUpdateTime())));
  }

  /** Many payments, one row each. */
  static Table of(List<Payment> payments) {
    Table table =
        new Table()
            .heading("ORDER", "STATE", "AMOUNT", "CAPTURED", "REFUNDED", "CREATED", "REASON");
    for (Payment payment : payments) {
      table.row(
          Cell.of(payment.getOrderId()),
          state(payment.getState()),
          Cell.number(price(payment.hasAmount(), payment.getAmount())),
          Cell.number(price(payment.hasCaptured(), payment.getCaptured())),
          Cell.number(price(payment.hasRefunded(), payment.getRefunded())),
          Cell.of(Times.format(payment.getCreateTime())),
          Cell.of(reason(payment)));
    }
    return table;
  }

  private static Cell state(PaymentState state) {
    return Cell.of(
        StateNames.of(state),
        switch (state) {
          case PAYMENT_STATE_AUTHORIZED, PAYMENT_STATE_CAPTURED -> Style.GOOD;
          case PAYMENT_STATE_PENDING -> Style.OPEN;
          case PAYMENT_STATE_DECLINED -> Style.BAD;
          case PAYMENT_STATE_VOIDED,
              PAYMENT_STATE_REFUNDED,
              PAYMENT_STATE_UNSPECIFIED,
              UNRECOGNIZED ->
              Style.PLAIN;
        });
  }

  private static String reason(Payment payment) {
    return payment.getDeclineReason() == DeclineReason.DECLINE_REASON_UNSPECIFIED
        ? ""
        : StateNames.of(payment.getDeclineReason());
  }

  private static String price(boolean present, Money money) {
    return present ? Prices.format(money) : NONE;
  }
}
