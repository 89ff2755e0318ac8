package dev.waybill.order.domain;

import org.jspecify.annotations.Nullable;

/** Why an order was refused or cancelled, and which line is at fault, if any. */
public record OrderReason(ReasonCode code, @Nullable Line line) {

  /** A reason that is not about a single line. */
  public static OrderReason of(ReasonCode code) {
    return new OrderReason(code, null);
  }

  /** Returns the reason as a sentence for people. */
  public String message() {
    String sentence = code.sentence.formatted(line == null ? "An item" : line.sku());
    return line == null || line.requested() == null || line.available() == null
        ? sentence
        : sentence + " Ordered %s, available %s.".formatted(line.requested(), line.available());
  }

  /**
   * The line at fault.
   *
   * @param index zero-based
   * @param requested the number of pieces ordered; only with {@link ReasonCode#OUT_OF_STOCK}
   * @param available the number of pieces in stock; only with {@link ReasonCode#OUT_OF_STOCK}
   */
  public record Line(int index, String sku, @Nullable Long requested, @Nullable Long available) {}

  /**
   * The kinds of reason, each with a sentence about the item. They are stored by name, and the
   * contract's {@code OrderReasonCode} has the same names.
   */
  public enum ReasonCode {
    OUT_OF_STOCK("%s is not available in the quantity ordered."),
    UNKNOWN_SKU("%s does not exist."),
    MIXED_CURRENCY("%s has a different currency from the first line."),
    TOTAL_OUT_OF_RANGE("The total is larger than can be charged."),
    PRICE_CHANGED("The total differs from the expected total."),
    CARD_DECLINED("The card was declined."),
    INSUFFICIENT_FUNDS("The card has insufficient funds."),
    PAYMENT_UNRESOLVED("Payment did not answer in time."),
    INVENTORY_UNAVAILABLE("Inventory did not answer in time."),
    STOCK_LOST("The hold expired and the stock was sold."),
    CAPTURE_REFUSED("The authorized payment could not be captured."),
    CANCELLED_BY_REQUEST("The order was cancelled by request.");

    private final String sentence;

    ReasonCode(String sentence) {
      this.sentence = sentence;
    }
  }
}
