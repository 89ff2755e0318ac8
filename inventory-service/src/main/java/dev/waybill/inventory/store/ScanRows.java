package dev.waybill.inventory.store;

import static java.util.stream.Collectors.toMap;

import dev.waybill.inventory.domain.Scan;
import dev.waybill.inventory.domain.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** The table of readings that were booked in. */
final class ScanRows {
  private ScanRows() {}

  static Map<UUID, Scan> find(Handle handle, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    String sql = "SELECT * FROM scans WHERE scan_id = ANY(:ids)";
    return Columns.bind(handle.createQuery(sql), "ids", UUID.class, ids, id -> id)
        .map(ScanRows::read)
        .stream()
        .collect(toMap(Scan::scanId, scan -> scan));
  }

  static void insert(Handle handle, List<Scan> scans, Instant time) {
    if (scans.isEmpty()) {
      return;
    }
    Update insert =
        handle
            .createUpdate(
                """
                INSERT INTO scans (scan_id, sku, quantity, scan_time, create_time)
                SELECT scan.*, :time
                FROM unnest(:ids, :skus, :quantities, :times) AS scan (id, sku, quantity, time)
                """)
            .bind("time", time);
    Columns.bind(insert, "ids", UUID.class, scans, Scan::scanId);
    Columns.bind(insert, "skus", String.class, scans, scan -> scan.sku().value());
    Columns.bind(insert, "quantities", Integer.class, scans, Scan::quantity);
    Columns.bind(insert, "times", Instant.class, scans, Scan::scanTime);
    insert.execute();
  }

  private static Scan read(ResultSet row, StatementContext context) throws SQLException {
    Timestamp time = row.getTimestamp("scan_time");
    return new Scan(
        row.getObject("scan_id", UUID.class),
        new Sku(row.getString("sku")),
        row.getInt("quantity"),
        time == null ? null : time.toInstant());
  }
}
