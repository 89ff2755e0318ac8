package dev.waybill.inventory.store;

import dev.waybill.common.db.Database;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.InventoryAudit;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.ReservationDigest;
import dev.waybill.inventory.domain.ReservationState;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockViolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Looks at the whole database, one snapshot for each question. */
public final class PostgresInventoryAudit implements InventoryAudit {
  /** Rows that are in memory at a time. */
  private static final int FETCH_SIZE = 500;

  private final Database database;

  /** The database stays the caller's to close. */
  public PostgresInventoryAudit(Database database) {
    this.database = database;
  }

  @Override
  public void checkStock(Consumer<StockViolation> receiver) {
    database.inSnapshot(
        handle ->
            handOver(
                handle.createQuery(
                    """
                    WITH moves AS (
                      SELECT sku, quantity AS received, 0 AS reserved, 0 AS shipped FROM scans
                      UNION ALL
                      SELECT line.sku, 0,
                        CASE state WHEN 'HELD' THEN line.quantity ELSE 0 END,
                        CASE state WHEN 'COMMITTED' THEN line.quantity ELSE 0 END
                      FROM reservations, unnest(skus, quantities) AS line (sku, quantity)
                      WHERE state IN ('HELD', 'COMMITTED')
                    ), expected AS (
                      SELECT sku, sum(received) AS received, sum(reserved) AS reserved,
                        sum(shipped) AS shipped
                      FROM moves GROUP BY sku
                    ), compared AS (
                      SELECT coalesce(items.sku, expected.sku) AS sku,
                        items.received, items.available, items.reserved, items.shipped,
                        coalesce(expected.received, 0) AS expected_received,
                        coalesce(expected.reserved, 0) AS expected_reserved,
                        coalesce(expected.shipped, 0) AS expected_shipped
                      FROM items FULL JOIN expected ON expected.sku = items.sku
                    )
                    SELECT *, format('received %s, available %s, reserved %s, shipped %s',
                      received, available, reserved, shipped) AS level
                    FROM compared
                    WHERE (received, reserved, shipped)
                        IS DISTINCT FROM (expected_received, expected_reserved, expected_shipped)
                      OR received <> available + reserved + shipped
                      OR least(available, reserved, shipped) < 0
                    ORDER BY sku
                    """),
                PostgresInventoryAudit::readViolation,
                receiver));
  }

  @Override
  public void digests(Duration settledFor, Consumer<ReservationDigest> receiver) {
    database.inSnapshot(
        handle ->
            handOver(
                handle
                    .createQuery(
                        """
                        SELECT order_id, state, currency, total_minor FROM reservations
                        WHERE update_time <= now() - make_interval(secs => :seconds)
                        ORDER BY order_id
                        """)
                    .bind("seconds", settledFor.toMillis() / 1000.0),
                PostgresInventoryAudit::readDigest,
                receiver));
  }

  @Override
  public Optional<ReservationDigest> digest(OrderId orderId, TimeBudget budget) {
    return database.read(
        budget,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT order_id, state, currency, total_minor FROM reservations
                    WHERE order_id = :id
                    """)
                .bind("id", orderId.value())
                .map(PostgresInventoryAudit::readDigest)
                .findOne());
  }

  /** With a fetch size the driver reads through a cursor, as fast as the receiver takes rows. */
  private static <T> boolean handOver(Query query, RowMapper<T> mapper, Consumer<T> receiver) {
    try (Stream<T> rows = query.setFetchSize(FETCH_SIZE).map(mapper).stream()) {
      rows.forEach(receiver);
    }
    return true;
  }

  private static StockViolation readViolation(ResultSet row, StatementContext context)
      throws SQLException {
    return new StockViolation(
        new Sku(row.getString("sku")),
        "is at %s; its readings and reservations add up to received %s, reserved %s, shipped %s"
            .formatted(
                row.getString("level"),
                row.getString("expected_received"),
                row.getString("expected_reserved"),
                row.getString("expected_shipped")));
  }

  private static ReservationDigest readDigest(ResultSet row, StatementContext context)
      throws SQLException {
    return new ReservationDigest(
        new OrderId(row.getObject("order_id", UUID.class)),
        ReservationState.valueOf(row.getString("state")),
        Columns.money(row, "currency", "total_minor"));
  }
}
