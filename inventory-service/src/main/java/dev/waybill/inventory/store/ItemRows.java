package dev.waybill.inventory.store;

import dev.waybill.common.db.SetStatement;
import dev.waybill.common.money.Money;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The table of items. */
final class ItemRows {
  private static final String ROWS =
      """
      unnest(:skus, :names, :prices, :currencies, :received, :available, :reserved, :shipped)
        AS item (sku, name, price_minor, currency, received, available, reserved, shipped)
      """;

  static final String INSERT =
      """
      INSERT INTO items (sku, name, price_minor, currency, received, available, reserved, shipped,
        create_time, update_time)
      SELECT item.*, :time, :time FROM
      """
          + ROWS;

  static final String UPDATE =
      """
      UPDATE items SET name = item.name, price_minor = item.price_minor,
        currency = item.currency, received = item.received, available = item.available,
        reserved = item.reserved, shipped = item.shipped, version = items.version + 1,
        update_time = :time
      FROM
      """
          + ROWS
          + " WHERE items.sku = item.sku";

  private ItemRows() {}

  /** Binds the rows of either statement. */
  static void bind(SetStatement write, String part, List<Item> items, Instant time) {
    write
        .bind(part + "_time", time)
        .bind(part + "_skus", String.class, items, item -> item.sku().value())
        .bind(part + "_names", String.class, items, Item::name)
        .bind(part + "_prices", Long.class, items, item -> item.unitPrice().minorUnits())
        .bind(part + "_currencies", String.class, items, item -> item.unitPrice().currency())
        .bind(part + "_received", Long.class, items, item -> item.level().received())
        .bind(part + "_available", Long.class, items, item -> item.level().available())
        .bind(part + "_reserved", Long.class, items, item -> item.level().reserved())
        .bind(part + "_shipped", Long.class, items, item -> item.level().shipped());
  }

  static Item read(ResultSet row) throws SQLException {
    return new Item(
        new Sku(row.getString("sku")),
        row.getString("name"),
        new Money(row.getString("currency"), row.getLong("price_minor")),
        readLevel(row));
  }

  static StockLevel readLevel(ResultSet row) throws SQLException {
    return new StockLevel(
        row.getLong("received"),
        row.getLong("available"),
        row.getLong("reserved"),
        row.getLong("shipped"));
  }
}
