package dev.waybill.inventory.audit;

import dev.waybill.common.audit.Violation;
import dev.waybill.common.db.Database;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.store.ReservationTable;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Checks the whole database, with one snapshot per call. */
public final class PostgresInventoryAudit implements InventoryAudit {
  /** The number of rows in memory at a time. */
  private static final int FETCH_SIZE = 500;

  /** A commit after the snapshot's clock was read may carry a slightly later time. */
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(5);

  /** How long a hold may be overdue before it must have been ended. */
  private static final Duration LONGEST_OVERDUE = Duration.ofSeconds(30);

  private static final String ADDED_UP =
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
      """;

  private static final String MISDATED =
      """
      SELECT order_id, state, now() AS now, greatest(create_time, update_time) AS time, expires_at
      FROM reservations
      WHERE greatest(create_time, update_time) > now() + make_interval(secs => :slack)
        OR state = 'HELD'
          AND (expires_at <= now() - make_interval(secs => :overdue)
            OR expires_at > now() + make_interval(secs => :furthest))
      ORDER BY order_id
      """;

  private final Database database;
  private final Duration furthestExpiry;
  private final Duration overdue;

  /**
   * The caller closes the database.
   *
   * @param expiryInterval how often expired holds are looked for
   */
  public PostgresInventoryAudit(Database database, Duration holdTime, Duration expiryInterval) {
    this.database = database;
    this.furthestExpiry = Reservation.Held.furthestExpiry(holdTime);
    this.overdue = LONGEST_OVERDUE.plus(expiryInterval);
  }

  @Override
  public void violations(Consumer<Violation> consumer) {
    database.inSnapshot(
        handle -> {
          handOver(handle.createQuery(ADDED_UP), PostgresInventoryAudit::readViolation, consumer);
          return handOver(
              handle
                  .createQuery(MISDATED)
                  .bind("slack", CLOCK_SLACK.toSeconds())
                  .bind("overdue", overdue.toMillis() / 1000.0)
                  .bind("furthest", furthestExpiry.toMillis() / 1000.0),
              PostgresInventoryAudit::readMisdated,
              consumer);
        });
  }

  @Override
  public void digests(Duration settledFor, Consumer<ReservationDigest> consumer) {
    database.inSnapshot(
        handle ->
            handOver(
                handle
                    .createQuery(
                        """
                        SELECT order_id, state, currency, total_minor,
                          extract(epoch FROM expires_at - now()) AS remaining
                        FROM reservations
                        WHERE :seconds = 0
                          OR update_time <= now() - make_interval(secs => :seconds)
                        ORDER BY order_id
                        """)
                    .bind("seconds", settledFor.toMillis() / 1000.0),
                PostgresInventoryAudit::readDigest,
                consumer));
  }

  @Override
  public Optional<ReservationDigest> digest(OrderId orderId, TimeBudget budget) {
    return database.read(
        budget,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT order_id, state, currency, total_minor,
                      extract(epoch FROM expires_at - now()) AS remaining
                    FROM reservations WHERE order_id = :id
                    """)
                .bind("id", orderId.value())
                .map(PostgresInventoryAudit::readDigest)
                .findOne());
  }

  /** With a fetch size, the driver reads through a cursor as fast as the consumer takes rows. */
  private static <T> boolean handOver(Query query, RowMapper<T> mapper, Consumer<T> consumer) {
    try (Stream<T> rows = query.setFetchSize(FETCH_SIZE).map(mapper).stream()) {
      rows.forEach(consumer);
    }
    return true;
  }

  private static Violation readViolation(ResultSet row, StatementContext context)
      throws SQLException {
    return Invariant.brokenBy(
        new Sku(row.getString("sku")),
        "is at %s; its readings and reservations add up to received %s, reserved %s, shipped %s"
            .formatted(
                row.getString("level"),
                row.getString("expected_received"),
                row.getString("expected_reserved"),
                row.getString("expected_shipped")));
  }

  private static Violation readMisdated(ResultSet row, StatementContext context)
      throws SQLException {
    OrderId orderId = new OrderId(row.getObject("order_id", UUID.class));
    Instant now = instant(row, "now");
    Instant time = instant(row, "time");
    String state = row.getString("state");
    if (time.isAfter(now.plus(CLOCK_SLACK))) {
      return Invariant.brokenBy(
          orderId,
          "is %s since %s, %s ahead of the database's clock"
              .formatted(state, time, between(now, time)));
    }
    Instant expiry = instant(row, "expires_at");
    return Invariant.brokenBy(
        orderId,
        expiry.isAfter(now)
            ? "is %s for another %s, longer than any hold".formatted(state, between(now, expiry))
            : "is %s and should have ended %s ago".formatted(state, between(expiry, now)));
  }

  private static Duration between(Instant earlier, Instant later) {
    return Duration.between(earlier, later).truncatedTo(ChronoUnit.SECONDS);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static ReservationDigest readDigest(ResultSet row, StatementContext context)
      throws SQLException {
    return new ReservationDigest(
        ReservationTable.ORDER_ID.read(row),
        ReservationTable.STATE.read(row),
        ReservationTable.TOTAL.readOrNull(row),
        remaining(row.getBigDecimal("remaining")));
  }

  private static @Nullable Duration remaining(@Nullable BigDecimal seconds) {
    return seconds == null ? null : Duration.ofNanos(seconds.movePointRight(9).longValue());
  }
}
