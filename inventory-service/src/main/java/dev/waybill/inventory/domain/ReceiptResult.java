package dev.waybill.inventory.domain;

import java.util.UUID;

/** What booking in one reading came to. */
public sealed interface ReceiptResult {

  /** The pieces are in stock. */
  record Accepted() implements ReceiptResult {}

  /** The same reading had been applied before. */
  record Duplicate() implements ReceiptResult {}

  /** The scan id had been applied with another item or quantity. */
  record ScanDiffers(UUID scanId) implements ReceiptResult {}

  /** There is no such item. */
  record UnknownItem(Sku sku) implements ReceiptResult {}
}
