package dev.waybill.inventory.store;

import dev.waybill.common.db.SetStatement;
import dev.waybill.inventory.domain.Scan;
import dev.waybill.inventory.domain.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The table of readings that were booked in. */
final class ScanRows {
  static final String INSERT =
      """
      INSERT INTO scans (scan_id, sku, quantity, scan_time, create_time)
      SELECT scan.*, :time
      FROM unnest(:ids, :skus, :quantities, :times) AS scan (id, sku, quantity, time)
      """;

  private ScanRows() {}

  static void bind(SetStatement write, String part, List<Scan> scans, Instant time) {
    write
        .bind(part + "_time", time)
        .bind(part + "_ids", UUID.class, scans, Scan::scanId)
        .bind(part + "_skus", String.class, scans, scan -> scan.sku().value())
        .bind(part + "_quantities", Integer.class, scans, Scan::quantity)
        .bind(part + "_times", Instant.class, scans, Scan::scanTime);
  }

  static Scan read(ResultSet row) throws SQLException {
    Timestamp time = row.getTimestamp("scan_time");
    return new Scan(
        row.getObject("scan_id", UUID.class),
        new Sku(row.getString("sku")),
        row.getInt("quantity"),
        time == null ? null : time.toInstant());
  }
}
