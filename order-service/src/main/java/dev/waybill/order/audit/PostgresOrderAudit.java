package dev.waybill.order.audit;

import dev.waybill.common.audit.Violation;
import dev.waybill.common.db.Database;
import dev.waybill.common.table.SetStatement.RowReader;
import dev.waybill.order.domain.OrderTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** Audits the orders in PostgreSQL row by row with a cursor, so never holds all in memory. */
public final class PostgresOrderAudit implements OrderAudit {

  /** Rows fetched in one round trip. */
  private static final int FETCH_SIZE = 500;

  /** The time within which an order is promised to be decided. */
  private static final Duration OPEN_BOUND = Duration.ofSeconds(30);

  private final Database database;
  private final OrderTimes times;
  private final Duration openBound;

  public PostgresOrderAudit(Database database, OrderTimes times) {
    this(database, times, OPEN_BOUND);
  }

  /**
   * An order is open for too long if more than the bound has passed, by the database's clock, since
   * it was placed (undecided or being rejected), since its cancellation began (being cancelled), or
   * since its fulfilment was due (confirmed). An order dated in the future is a violation too,
   * because its open time cannot be determined.
   */
  PostgresOrderAudit(Database database, OrderTimes times, Duration openBound) {
    this.database = database;
    this.times = times;
    this.openBound = openBound;
  }

  @Override
  public void violations(Consumer<Violation> consumer) {
    database.inSnapshot(
        handle -> {
          Instant now = snapshotTime(handle);
          scan(handle, OrderAuditSql.REUSED_REQUESTS, OrderAuditRows::reusedRequest, consumer);
          scan(handle, OrderAuditSql.ORPHANED_EVENTS, OrderAuditRows::orphanedEvents, consumer);
          scan(handle, OrderAuditSql.POSITION_GAPS, OrderAuditRows::positionGap, consumer);
          scanMany(handle, OrderAuditSql.COUNTER, OrderAuditRows::counter, consumer);
          scanMany(
              handle,
              OrderAuditSql.ORDERS,
              row -> OrderAuditRows.order(row).violations(now, openBound, times).stream(),
              consumer);
          return true;
        });
  }

  @Override
  public void digests(Duration settledFor, Consumer<OrderDigest> consumer) {
    database.inSnapshot(
        handle -> {
          try (Query query = handle.createQuery(OrderAuditSql.DIGESTS)) {
            query.bind("settled_seconds", settledFor.toNanos() / 1e9);
            scan(query, (row, _) -> OrderAuditRows.digest(row), consumer);
          }
          return true;
        });
  }

  private static Instant snapshotTime(Handle handle) {
    try (Query query = handle.createQuery(OrderAuditSql.SNAPSHOT_TIME)) {
      return query.mapTo(Instant.class).one();
    }
  }

  private static <T> void scan(
      Handle handle, String sql, RowReader<T> reader, Consumer<T> consumer) {
    scanMany(handle, sql, row -> Stream.of(reader.read(row)), consumer);
  }

  private static <T> void scanMany(
      Handle handle, String sql, RowReader<Stream<T>> reader, Consumer<T> consumer) {
    try (Query query = handle.createQuery(sql)) {
      scan(query, (row, _) -> reader.read(row), found -> found.forEach(consumer));
    }
  }

  private static <T> void scan(Query query, RowMapper<T> mapper, Consumer<T> consumer) {
    query.setFetchSize(FETCH_SIZE).map(mapper).forEach(consumer);
  }
}
