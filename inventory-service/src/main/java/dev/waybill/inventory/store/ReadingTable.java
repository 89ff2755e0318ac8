package dev.waybill.inventory.store;

import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.Table;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockCommand.Reading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** The table of booked-in readings. */
final class ReadingTable {
  static final Table<Reading> TABLE = new Table<>("scans");

  private static final Column<Reading, UUID> SCAN_ID =
      TABLE.key(Column.of("scan_id", ColumnType.UUID, Reading::scanId));
  private static final Column<Reading, Sku> SKU =
      TABLE.fixed(Column.of("sku", ItemTable.ID, Reading::sku));
  private static final Column<Reading, Integer> QUANTITY =
      TABLE.fixed(Column.of("quantity", ColumnType.INTEGER, Reading::quantity));
  private static final Column<Reading, Instant> SCAN_TIME =
      TABLE.fixed(Column.orNull("scan_time", ColumnType.TIME, Reading::scanTime));

  static {
    TABLE.computed("create_time", ":now", "");
  }

  /** Booked-in readings never change, so nothing is locked. */
  static final String READ =
      "SELECT " + TABLE.columns() + " FROM scans WHERE scan_id = ANY(:readings)";

  private ReadingTable() {}

  static Reading read(ResultSet row) throws SQLException {
    return new Reading(
        SCAN_ID.read(row), SKU.read(row), QUANTITY.read(row), SCAN_TIME.readOrNull(row));
  }
}
