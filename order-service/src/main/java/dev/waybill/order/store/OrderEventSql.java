package dev.waybill.order.store;

/**
 * The statements that read events. Each reads the counter in the same snapshot, which has every
 * event up to the position it finds there.
 */
final class OrderEventSql {

  private static final String COLUMNS =
      """
      order_id, version, position, customer_id, state, reason_code, reason_line, reason_sku,
      reason_requested, reason_available, event_time, correlation_id
      """;

  static final String LAST_POSITION = "SELECT last_position FROM order_event_counter";

  /** The smaller of two distances, because a position may be anything and the sum overflow. */
  private static final String SCANNED =
      """
      WITH scanned AS (
        SELECT last_position, :after + least(last_position - :after, :window) AS up_to
        FROM order_event_counter)
      SELECT scanned.last_position, scanned.up_to, happened.*
      FROM scanned LEFT JOIN LATERAL (
      SELECT
      """
          + COLUMNS
          + " FROM order_events WHERE position > :after AND position <= scanned.up_to";

  private static final String SCANNED_IN_ORDER =
      " ORDER BY position LIMIT :limit) AS happened ON true ORDER BY happened.position";

  static final String AFTER = SCANNED + SCANNED_IN_ORDER;

  static final String AFTER_OF_CUSTOMER =
      SCANNED + " AND customer_id = :customer" + SCANNED_IN_ORDER;

  static final String OF_ORDER =
      "SELECT counter.last_position, counter.last_position AS up_to, happened.*"
          + " FROM order_event_counter AS counter LEFT JOIN (SELECT "
          + COLUMNS
          + " FROM order_events WHERE order_id = :id) AS happened ON true"
          + " ORDER BY happened.version";

  private OrderEventSql() {}
}
