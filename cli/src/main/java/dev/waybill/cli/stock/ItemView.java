package dev.waybill.cli.stock;

import dev.waybill.cli.output.Cell;
import dev.waybill.cli.output.Table;
import dev.waybill.local.shop.Prices;
import dev.waybill.proto.inventory.v1.Item;
import dev.waybill.proto.inventory.v1.StockLevel;
import java.util.List;

/** Formats items for people. */
final class ItemView {
  private ItemView() {}

  /** One item, one row per field. */
  static Table of(Item item) {
    StockLevel level = item.getLevel();
    return new Table()
        .field("item", Cell.of(item.getSku()))
        .field("name", Cell.of(item.getName()))
        .field("price", Cell.of(Prices.format(item.getUnitPrice())))
        .field("received", Cell.of(count(level.getReceived())))
        .field("available", Cell.of(count(level.getAvailable())))
        .field("reserved", Cell.of(count(level.getReserved())))
        .field("shipped", Cell.of(count(level.getShipped())));
  }

  /** Many items, one row each. */
  static Table of(List<Item> items) {
    Table table =
        new Table().heading("SKU", "PRICE", "RECEIVED", "AVAILABLE", "RESERVED", "SHIPPED", "NAME");
    for (Item item : items) {
      StockLevel level = item.getLevel();
      table.row(
          Cell.of(item.getSku()),
          Cell.number(Prices.format(item.getUnitPrice())),
          Cell.number(count(level.getReceived())),
          Cell.number(count(level.getAvailable())),
          Cell.number(count(level.getReserved())),
          Cell.number(count(level.getShipped())),
          Cell.of(item.getName()));
    }
    return table;
  }

  private static String count(long pieces) {
    return Long.toString(pieces);
  }
}
