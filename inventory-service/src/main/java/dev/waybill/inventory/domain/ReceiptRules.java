package dev.waybill.inventory.domain;

/** Decides what is added to stock: items, and pieces of them. */
record ReceiptRules(StockBook book) {

  /** Keeps the stock of an item that exists already. */
  Item put(StockCommand.PutItem put) {
    Item before = book.items().get(put.sku());
    StockLevel level = before == null ? StockLevel.EMPTY : before.level();
    Item item = new Item(put.sku(), put.name(), put.unitPrice(), level);
    book.items().put(item.sku(), item);
    return item;
  }

  ReceiptResult receive(Scan scan) {
    Scan applied = book.scans().get(scan.scanId());
    if (applied != null) {
      return applied.sameReading(scan)
          ? new ReceiptResult.Duplicate()
          : new ReceiptResult.ScanDiffers(scan.scanId());
    }
    Item item = book.items().get(scan.sku());
    if (item == null) {
      return new ReceiptResult.UnknownItem(scan.sku());
    }
    book.items().put(item.sku(), item.withLevel(item.level().receive(scan.quantity())));
    book.scans().put(scan.scanId(), scan);
    return new ReceiptResult.Accepted();
  }
}
