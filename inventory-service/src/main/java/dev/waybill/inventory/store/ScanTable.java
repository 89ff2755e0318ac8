package dev.waybill.inventory.store;

import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.Table;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockCommand.Scan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** The table of booked-in readings. */
final class ScanTable {
  static final Table<Scan> TABLE = new Table<>("scans");

  private static final Column<Scan, UUID> SCAN_ID =
      TABLE.key(Column.of("scan_id", ColumnType.UUID, Scan::scanId));
  private static final Column<Scan, Sku> SKU =
      TABLE.fixed(Column.of("sku", ItemTable.ID, Scan::sku));
  private static final Column<Scan, Integer> QUANTITY =
      TABLE.fixed(Column.of("quantity", ColumnType.INTEGER, Scan::quantity));
  private static final Column<Scan, Instant> SCAN_TIME =
      TABLE.fixed(Column.orNull("scan_time", ColumnType.TIME, Scan::scanTime));

  static {
    TABLE.computed("create_time", ":now", "");
  }

  /** Booked-in readings never change, so nothing is locked. */
  static final String READ =
      "SELECT " + TABLE.columns() + " FROM scans WHERE scan_id = ANY(:scans)";

  private ScanTable() {}

  static Scan read(ResultSet row) throws SQLException {
    return new Scan(
        SCAN_ID.read(row), SKU.read(row), QUANTITY.read(row), SCAN_TIME.readOrNull(row));
  }
}
