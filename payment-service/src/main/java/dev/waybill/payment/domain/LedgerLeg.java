package dev.waybill.payment.domain;

import dev.waybill.common.money.Money;
import java.util.List;

/** One line of the ledger; the lines of one movement sum to zero. */
public record LedgerLeg(OrderId orderId, Kind kind, Account account, Money amount) {
  static List<LedgerLeg> ofCapture(OrderId orderId, Money amount) {
    return movement(orderId, Kind.CAPTURE, amount);
  }

  static List<LedgerLeg> ofRefund(OrderId orderId, Money amount) {
    return movement(orderId, Kind.REFUND, amount.times(-1));
  }

  private static List<LedgerLeg> movement(OrderId orderId, Kind kind, Money owed) {
    return List.of(
        new LedgerLeg(orderId, kind, Account.PROCESSOR_RECEIVABLE, owed),
        new LedgerLeg(orderId, kind, Account.SALES, owed.times(-1)));
  }

  /** The movement that a leg belongs to; an order has at most one of each kind. */
  public enum Kind {
    CAPTURE,
    REFUND
  }

  /** The account that a leg is booked on. */
  public enum Account {
    /** The amount that the card processor owes us; positive after a capture. */
    PROCESSOR_RECEIVABLE,
    /** Our sales; negative after a capture, as income is in double entry. */
    SALES
  }
}
