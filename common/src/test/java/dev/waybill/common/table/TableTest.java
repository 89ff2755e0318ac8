package dev.waybill.common.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A table builds every statement from its declared columns. */
final class TableTest {
  /** A row of this table. */
  private record Item(String sku, String name, List<Long> prices, int pieces) {}

  private static final Table<Item> ITEMS = new Table<>("items");

  static {
    ITEMS.key(Column.of("sku", ColumnType.TEXT, Item::sku));
    ITEMS.fixed(Column.of("name", ColumnType.TEXT, Item::name));
    ITEMS.changing(Column.of("prices", ColumnType.BIGINTS, Item::prices));
    ITEMS.changing(Column.of("pieces", ColumnType.INTEGER, Item::pieces));
    ITEMS.computed("create_time", ":now", "");
    ITEMS.computed("version", "", "stored.version + 1");
    ITEMS.computed("update_time", ":now", ":now");
  }

  @Test
  void locksInKeyOrder() {
    assertThat(ITEMS.lock())
        .isEqualTo(
            "SELECT sku, name, prices, pieces FROM items WHERE sku = ANY(:items)"
                + " ORDER BY sku FOR NO KEY UPDATE");
    assertThat(ITEMS.lockWhere("pieces > :least"))
        .isEqualTo(
            "SELECT sku, name, prices, pieces FROM items WHERE pieces > :least"
                + " ORDER BY sku FOR NO KEY UPDATE");
  }

  @Test
  void insertsEveryColumnInKeyOrder() {
    assertThat(ITEMS.insert())
        .isEqualTo(
            """
            INSERT INTO items (sku, name, prices, pieces, create_time, update_time)
            SELECT given.sku, given.name, given.prices::int8[], given.pieces, :now, :now
            FROM unnest(:sku::text[], :name::text[], :prices::text[], :pieces::int4[])\
             AS given(sku, name, prices, pieces)
            ORDER BY given.sku""");
  }

  @Test
  void updatesChangingColumns() {
    assertThat(ITEMS.update())
        .isEqualTo(
            """
            UPDATE items AS stored SET prices = given.prices::int8[], pieces = given.pieces,\
             version = stored.version + 1, update_time = :now
            FROM unnest(:sku::text[], :prices::text[], :pieces::int4[])\
             AS given(sku, prices, pieces)
            WHERE stored.sku = given.sku""");
  }

  @Test
  void guardedUpdatesFailUnlessEveryRowIsAsItWas() {
    Table<Item> table = new Table<>("items");
    table.key(Column.of("sku", ColumnType.TEXT, Item::sku));
    table.guard(table.changing(Column.of("pieces", ColumnType.INTEGER, Item::pieces)));

    assertThat(table.update())
        .isEqualTo(
            """
            WITH updated AS (
            UPDATE items AS stored SET pieces = given.pieces
            FROM (SELECT * FROM unnest(:sku::text[], :pieces::int4[], :before_pieces::int4[])\
             AS given(sku, pieces, before_pieces) ORDER BY sku) AS given
            WHERE stored.sku = given.sku AND stored.pieces IS NOT DISTINCT FROM given.before_pieces
            RETURNING 1)
            SELECT 1 / (count(*) = :count)::int FROM updated""");
  }

  @Test
  void replacesAllColumnsButTheKey() {
    assertThat(ITEMS.replace())
        .contains("SET name = given.name, prices = given.prices::int8[], pieces = given.pieces,")
        .contains("AS given(sku, name, prices, pieces)");
  }

  @Test
  void findsRowsByAllColumnsOfTheKey() {
    Table<Item> table = new Table<>("lines");
    table.key(Column.of("sku", ColumnType.TEXT, Item::sku));
    table.key(Column.of("pieces", ColumnType.INTEGER, Item::pieces));
    table.changing(Column.of("name", ColumnType.TEXT, Item::name));

    assertThat(table.update())
        .endsWith("WHERE stored.sku = given.sku AND stored.pieces = given.pieces");
    assertThat(table.insert()).endsWith("ORDER BY given.sku, given.pieces");
    assertThat(table.numberedRows())
        .isEqualTo(
            "unnest(:sku::text[], :pieces::int4[], :name::text[])"
                + " WITH ORDINALITY AS given(sku, pieces, name, place)");
  }
}
