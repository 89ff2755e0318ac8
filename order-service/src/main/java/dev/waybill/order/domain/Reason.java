package dev.waybill.order.domain;

import org.jspecify.annotations.Nullable;

/** Why an order was refused or cancelled, and which line is at fault, if any. */
public record Reason(ReasonCode code, @Nullable Line line) {

  /** A reason that is not about a single line. */
  public static Reason of(ReasonCode code) {
    return new Reason(code, null);
  }

  /**
   * The line at fault.
   *
   * @param index zero-based
   * @param requested the number of pieces ordered; only with {@link ReasonCode#OUT_OF_STOCK}
   * @param available the number of pieces in stock; only with {@link ReasonCode#OUT_OF_STOCK}
   */
  public record Line(int index, String sku, @Nullable Long requested, @Nullable Long available) {}
}
