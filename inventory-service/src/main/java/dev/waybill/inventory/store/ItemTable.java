package dev.waybill.inventory.store;

import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.MoneyColumns;
import dev.waybill.common.table.Table;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockLevel;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The table of items. */
final class ItemTable {
  static final Table<Item> TABLE = new Table<>("items");

  static final ColumnType<Sku> ID = ColumnType.TEXT.as(Sku::new, Sku::value);

  private static final Column<Item, Sku> SKU = TABLE.key(Column.of("sku", ID, Item::sku));
  private static final Column<Item, String> NAME =
      TABLE.changing(Column.of("name", ColumnType.TEXT, Item::name));
  private static final MoneyColumns<Item> UNIT_PRICE =
      MoneyColumns.changing(TABLE, "currency", "price_minor", Item::unitPrice);
  private static final Column<Item, Long> RECEIVED =
      TABLE.changing(Column.of("received", ColumnType.BIGINT, item -> item.level().received()));
  private static final Column<Item, Long> AVAILABLE =
      TABLE.changing(Column.of("available", ColumnType.BIGINT, item -> item.level().available()));
  private static final Column<Item, Long> RESERVED =
      TABLE.changing(Column.of("reserved", ColumnType.BIGINT, item -> item.level().reserved()));
  private static final Column<Item, Long> SHIPPED =
      TABLE.changing(Column.of("shipped", ColumnType.BIGINT, item -> item.level().shipped()));

  static {
    TABLE.guardByAll();
    TABLE.computed("version", "", "stored.version + 1");
    TABLE.times();
  }

  /** Also locks the items of the reservations' lines; the reservations are locked by then. */
  static final String LOCK =
      TABLE.lockWhere(
          """
          sku = ANY(:items || ARRAY(
            SELECT unnest(skus) FROM reservations WHERE order_id = ANY(:reservations)))\
          """);

  static final String FIND = "SELECT " + TABLE.columns() + " FROM items WHERE sku = :sku";

  static final String LIST =
      "SELECT " + TABLE.columns() + " FROM items WHERE sku > :position ORDER BY sku LIMIT :limit";

  private ItemTable() {}

  static Item read(ResultSet row) throws SQLException {
    return new Item(SKU.read(row), NAME.read(row), UNIT_PRICE.read(row), readLevel(row));
  }

  static StockLevel readLevel(ResultSet row) throws SQLException {
    return new StockLevel(
        RECEIVED.read(row), AVAILABLE.read(row), RESERVED.read(row), SHIPPED.read(row));
  }
}
