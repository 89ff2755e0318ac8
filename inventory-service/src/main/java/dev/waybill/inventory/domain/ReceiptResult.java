package dev.waybill.inventory.domain;

import java.util.UUID;

/** The result of booking in one reading. */
public sealed interface ReceiptResult {

  /** The pieces are in stock. */
  record Accepted() implements ReceiptResult {}

  /** The same reading was applied before. */
  record Duplicate() implements ReceiptResult {}

  /** The scan id was applied before with another item or quantity. */
  record ScanDiffers(UUID scanId) implements ReceiptResult {}

  /** There is no such item. */
  record UnknownItem(Sku sku) implements ReceiptResult {}
}
