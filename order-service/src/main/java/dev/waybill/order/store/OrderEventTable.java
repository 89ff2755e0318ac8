package dev.waybill.order.store;

import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.Table;
import dev.waybill.order.domain.OrderEvent;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The table of events. Each statement that reads it reads the counter in the same snapshot, which
 * contains every event up to the counter's position.
 */
final class OrderEventTable {
  static final Table<OrderEvent> TABLE = new Table<>("order_events");

  private static final Column<OrderEvent, OrderId> ORDER_ID =
      TABLE.key(Column.of("order_id", OrderTable.ID, OrderEvent::orderId));
  private static final Column<OrderEvent, Long> VERSION =
      TABLE.key(Column.of("version", ColumnType.BIGINT, OrderEvent::version));
  private static final Column<OrderEvent, String> CUSTOMER_ID =
      TABLE.fixed(Column.of("customer_id", ColumnType.TEXT, OrderEvent::customerId));
  private static final StateColumns<OrderEvent> STATE =
      StateColumns.fixed(TABLE, OrderEvent::state);
  private static final Column<OrderEvent, Instant> EVENT_TIME =
      TABLE.fixed(Column.of("event_time", ColumnType.TIME, OrderEvent::time));
  private static final Column<OrderEvent, String> CORRELATION_ID =
      TABLE.fixed(Column.of("correlation_id", ColumnType.TEXT, OrderEvent::correlationId));

  /**
   * Takes the counter's row, which is the last lock before the commit, and so assigns positions in
   * commit order: the next transaction waits until this one has ended.
   */
  static final String INSERT =
      """
      WITH counter AS (
        UPDATE order_event_counter SET last_position = last_position + :count
        RETURNING last_position - :count AS before)
      INSERT INTO order_events (%s, position)
      SELECT %s, counter.before + place FROM counter, %s\
      """
          .formatted(TABLE.columns(), TABLE.givenValues(), TABLE.numberedRows());

  static final String LAST_POSITION = "SELECT last_position FROM order_event_counter";

  /**
   * Uses the smaller of two distances, because a position can be any number and the sum could
   * overflow.
   */
  private static final String SCANNED =
      """
      WITH scanned AS (
        SELECT last_position, :after + least(last_position - :after, :window) AS up_to
        FROM order_event_counter)
      SELECT scanned.last_position, scanned.up_to, happened.*
      FROM scanned LEFT JOIN LATERAL (
        SELECT position, %s FROM order_events
        WHERE position > :after AND position <= scanned.up_to\
      """
          .formatted(TABLE.columns());

  private static final String SCANNED_IN_ORDER =
      " ORDER BY position LIMIT :limit) AS happened ON true ORDER BY happened.position";

  static final String AFTER = SCANNED + SCANNED_IN_ORDER;

  static final String AFTER_OF_CUSTOMER =
      SCANNED + " AND customer_id = :customer" + SCANNED_IN_ORDER;

  static final String OF_ORDER =
      """
      SELECT counter.last_position, counter.last_position AS up_to, happened.*
      FROM order_event_counter AS counter LEFT JOIN (
        SELECT position, %s FROM order_events WHERE order_id = :id) AS happened ON true
      ORDER BY happened.version\
      """
          .formatted(TABLE.columns());

  private OrderEventTable() {}

  /** Returns null for the single row that stands for no events. */
  static @Nullable RecordedEvent read(ResultSet row) throws SQLException {
    OrderId orderId = ORDER_ID.readOrNull(row);
    return orderId == null
        ? null
        : new RecordedEvent(
            row.getLong("position"),
            new OrderEvent(
                orderId,
                VERSION.read(row),
                CUSTOMER_ID.read(row),
                STATE.read(row),
                EVENT_TIME.read(row),
                CORRELATION_ID.read(row)));
  }
}
