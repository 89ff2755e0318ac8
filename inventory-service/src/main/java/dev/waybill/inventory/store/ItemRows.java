package dev.waybill.inventory.store;

import static java.util.stream.Collectors.toMap;

import dev.waybill.common.money.Money;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** The table of items. */
final class ItemRows {
  private ItemRows() {}

  static Map<Sku, Item> lock(Handle handle, Collection<Sku> skus) {
    if (skus.isEmpty()) {
      return Map.of();
    }
    String sql = "SELECT * FROM items WHERE sku = ANY(:skus) ORDER BY sku FOR NO KEY UPDATE";
    return Columns.bind(handle.createQuery(sql), "skus", String.class, skus, Sku::value)
        .map(ItemRows::read)
        .stream()
        .collect(toMap(Item::sku, item -> item));
  }

  static void insert(Handle handle, List<Item> items, Instant time) {
    execute(
        handle,
        """
        INSERT INTO items (sku, name, price_minor, currency, received, available, reserved, shipped,
          create_time, update_time)
        SELECT item.*, :time, :time
        FROM unnest(:skus, :names, :prices, :currencies, :received, :available, :reserved, :shipped)
          AS item (sku, name, price_minor, currency, received, available, reserved, shipped)
        """,
        items,
        time);
  }

  static void update(Handle handle, List<Item> items, Instant time) {
    execute(
        handle,
        """
        UPDATE items SET name = item.name, price_minor = item.price_minor,
          currency = item.currency, received = item.received, available = item.available,
          reserved = item.reserved, shipped = item.shipped, update_time = :time
        FROM unnest(:skus, :names, :prices, :currencies, :received, :available, :reserved, :shipped)
          AS item (sku, name, price_minor, currency, received, available, reserved, shipped)
        WHERE items.sku = item.sku
        """,
        items,
        time);
  }

  private static void execute(Handle handle, String sql, List<Item> items, Instant time) {
    if (items.isEmpty()) {
      return;
    }
    Update update = handle.createUpdate(sql).bind("time", time);
    Columns.bind(update, "skus", String.class, items, item -> item.sku().value());
    Columns.bind(update, "names", String.class, items, Item::name);
    Columns.bind(update, "prices", Long.class, items, item -> item.unitPrice().minorUnits());
    Columns.bind(update, "currencies", String.class, items, item -> item.unitPrice().currency());
    Columns.bind(update, "received", Long.class, items, item -> item.level().received());
    Columns.bind(update, "available", Long.class, items, item -> item.level().available());
    Columns.bind(update, "reserved", Long.class, items, item -> item.level().reserved());
    Columns.bind(update, "shipped", Long.class, items, item -> item.level().shipped());
    update.execute();
  }

  static Item read(ResultSet row, StatementContext context) throws SQLException {
    return new Item(
        new Sku(row.getString("sku")),
        row.getString("name"),
        new Money(row.getString("currency"), row.getLong("price_minor")),
        new StockLevel(
            row.getLong("received"),
            row.getLong("available"),
            row.getLong("reserved"),
            row.getLong("shipped")));
  }
}
