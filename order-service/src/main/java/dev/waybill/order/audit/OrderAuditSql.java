package dev.waybill.order.audit;

/** The statements of the order audit. */
final class OrderAuditSql {

  /**
   * The start of the transaction, so no later than its snapshot: no order looks older than it is.
   */
  static final String SNAPSHOT_TIME = "SELECT now()";

  static final String ORDERS =
      """
      SELECT
        orders.order_id, customer_id, request_id, content_hash, state, version, create_time, update_time,
        due_time, greatest(create_time, update_time, trail.last_time) AS last_time, trail.versions, trail.positions, trail.states
      FROM orders
      CROSS JOIN LATERAL (
        SELECT
          coalesce(array_agg(version ORDER BY version), '{}') AS versions,
          coalesce(array_agg(position ORDER BY version), '{}') AS positions,
          coalesce(array_agg(state ORDER BY version), '{}') AS states,
          max(event_time) AS last_time
        FROM order_events WHERE order_events.order_id = orders.order_id) AS trail
      """;

  static final String REUSED_REQUESTS =
      """
      SELECT customer_id, request_id, array_agg(order_id ORDER BY order_id) AS order_ids
      FROM orders GROUP BY customer_id, request_id HAVING count(*) > 1
      """;

  static final String ORPHANED_EVENTS =
      """
      SELECT DISTINCT order_id FROM order_events
      WHERE NOT EXISTS (SELECT FROM orders WHERE orders.order_id = order_events.order_id)
      """;

  static final String POSITION_GAPS =
      """
      SELECT order_id, version, position, before
      FROM (
        SELECT order_id, version, position, lag(position, 1, 0::bigint) OVER (ORDER BY position)
        FROM order_events) AS event(order_id, version, position, before)
      WHERE position <> before + 1
      """;

  static final String COUNTER =
      """
      SELECT last_position, coalesce((SELECT max(position) FROM order_events), 0) AS last_event
      FROM order_event_counter
      """;

  static final String DIGESTS =
      """
      SELECT order_id, state, currency, total_minor, customer_id, request_id
      FROM orders
      WHERE :settled_seconds = 0 OR update_time <= now() - make_interval(secs => :settled_seconds)
      ORDER BY order_id
      """;

  private OrderAuditSql() {}
}
