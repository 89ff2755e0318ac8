package dev.waybill.cli.shop;

/** A number of pieces of one item, as named on the command line. */
public record SkuQuantity(String sku, int quantity) {
  /**
   * Parses SKU:QTY.
   *
   * @throws IllegalArgumentException if the text is malformed; the message says what is expected
   */
  public static SkuQuantity parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      if (colon > 0) {
        return new SkuQuantity(
            text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
      }
    } catch (NumberFormatException _) {
      // Reported below, in the same words as for a text without a number.
    }
    throw new IllegalArgumentException(
        "expected SKU:QTY such as SKU-001:2, but was \"" + text + "\"");
  }
}
