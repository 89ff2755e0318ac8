package dev.waybill.order.store;

import dev.waybill.common.db.NamedSql;
import dev.waybill.common.db.SqlParts;
import dev.waybill.order.domain.VisibleState;
import java.util.Set;
import java.util.stream.Collectors;

/** The statements of the order store. */
final class OrderSql {

  private static final String COLUMNS =
      """
      order_id, customer_id, request_id, content_hash, skus, quantities, payment_token,
      expected_currency, expected_minor, unit_prices, currency, total_minor,
      state, reason_code, reason_line, reason_sku, reason_requested, reason_available,
      version, claim, due_time, attempts, correlation_id, create_time, update_time
      """;

  /**
   * Ends a statement whose first part locks rows: answers them with the time when the last lock was
   * held. One row without an order comes where nothing was locked. Counting reads all of the locked
   * rows, so the clock is read after the locks, in the same round trip.
   */
  private static final String LOCKED_WITH_TIME =
      """
      , clock AS MATERIALIZED (
        SELECT count(*) AS locked_rows, clock_timestamp() AS read_time FROM locked)
      SELECT clock.read_time, locked.* FROM clock LEFT JOIN locked ON true
      """;

  static final NamedSql LOCK = lock(":ids");

  /**
   * Also the orders of requests that may have been used. The limit keeps the planner from joining
   * the whole table, which it would do for as long as it takes the table to be small.
   */
  static final NamedSql LOCK_ALL =
      lock(
          """
          :ids || ARRAY(
            SELECT stored.order_id
            FROM unnest(:customers, :requests) AS request(customer_id, request_id)
            CROSS JOIN LATERAL (
              SELECT order_id FROM orders
              WHERE orders.customer_id = request.customer_id
                AND orders.request_id = request.request_id
              LIMIT 1) AS stored)
          """);

  static final NamedSql LOCK_RECOVERY_DUE = lockDue("'PENDING', 'REJECTING', 'CANCELLING'");

  static final NamedSql LOCK_FULFILMENT_DUE = lockDue("'CONFIRMED', 'FULFILLING'");

  /** Inserts in the order of the ids, for the same reason for which rows are locked in it. */
  private static final String INSERT =
      """
      INSERT INTO orders (
        order_id, customer_id, request_id, content_hash, skus, quantities, payment_token,
        expected_currency, expected_minor, unit_prices, currency, total_minor,
        state, reason_code, reason_line, reason_sku, reason_requested, reason_available,
        version, claim, due_time, attempts, correlation_id, create_time, update_time)
      SELECT
        order_id, customer_id, request_id, content_hash, skus::text[], quantities::integer[],
        payment_token, expected_currency, expected_minor, unit_prices::bigint[], currency,
        total_minor, state, reason_code, reason_line, reason_sku, reason_requested,
        reason_available, version, claim, due_time, attempts, correlation_id, create_time,
        update_time
      FROM unnest(
        :order_id::uuid[], :customer_id::text[], :request_id::uuid[], :content_hash::text[],
        :skus::text[], :quantities::text[], :payment_token::text[], :expected_currency::text[],
        :expected_minor::bigint[], :correlation_id::text[], :create_time::timestamptz[],
        :unit_prices::text[], :currency::text[], :total_minor::bigint[], :state::text[],
        :reason_code::text[], :reason_line::integer[], :reason_sku::text[],
        :reason_requested::bigint[], :reason_available::bigint[], :version::bigint[],
        :claim::uuid[], :due_time::timestamptz[], :attempts::integer[],
        :update_time::timestamptz[])
      AS placed(
        order_id, customer_id, request_id, content_hash, skus, quantities, payment_token,
        expected_currency, expected_minor, correlation_id, create_time, unit_prices, currency,
        total_minor, state, reason_code, reason_line, reason_sku, reason_requested,
        reason_available, version, claim, due_time, attempts, update_time)
      ORDER BY order_id
      """;

  /** Only for rows that this transaction has locked. */
  private static final String UPDATE =
      """
      UPDATE orders SET
        unit_prices = changed.unit_prices::bigint[], currency = changed.currency,
        total_minor = changed.total_minor, state = changed.state,
        reason_code = changed.reason_code, reason_line = changed.reason_line,
        reason_sku = changed.reason_sku, reason_requested = changed.reason_requested,
        reason_available = changed.reason_available, version = changed.version,
        claim = changed.claim, due_time = changed.due_time, attempts = changed.attempts,
        update_time = changed.update_time
      FROM unnest(
        :order_id::uuid[], :unit_prices::text[], :currency::text[], :total_minor::bigint[],
        :state::text[], :reason_code::text[], :reason_line::integer[], :reason_sku::text[],
        :reason_requested::bigint[], :reason_available::bigint[], :version::bigint[],
        :claim::uuid[], :due_time::timestamptz[], :attempts::integer[],
        :update_time::timestamptz[])
      AS changed(
        order_id, unit_prices, currency, total_minor, state, reason_code, reason_line, reason_sku,
        reason_requested, reason_available, version, claim, due_time, attempts, update_time)
      WHERE orders.order_id = changed.order_id
      """;

  /**
   * Takes the counter's row, the last lock before the commit, and so gives out positions in the
   * order of the commits: whoever comes next waits until this transaction has ended.
   */
  private static final String INSERT_EVENTS =
      """
      WITH counter AS (
        UPDATE order_event_counter SET last_position = last_position + :count
        RETURNING last_position - :count AS before)
      INSERT INTO order_events (
        order_id, version, position, customer_id, state, reason_code, reason_line, reason_sku,
        reason_requested, reason_available, event_time, correlation_id)
      SELECT
        order_id, version, counter.before + place, customer_id, state, reason_code, reason_line,
        reason_sku, reason_requested, reason_available, event_time, correlation_id
      FROM counter, unnest(
        :order_id::uuid[], :version::bigint[], :customer_id::text[], :state::text[],
        :reason_code::text[], :reason_line::integer[], :reason_sku::text[],
        :reason_requested::bigint[], :reason_available::bigint[], :event_time::timestamptz[],
        :correlation_id::text[])
      WITH ORDINALITY AS happened(
        order_id, version, customer_id, state, reason_code, reason_line, reason_sku,
        reason_requested, reason_available, event_time, correlation_id, place)
      """;

  static final String FIND = "SELECT " + COLUMNS + " FROM orders WHERE order_id = :id";

  static final String LIST = "SELECT " + COLUMNS + " FROM orders WHERE true";
  static final String LIST_CUSTOMER = " AND customer_id = :customer";
  static final String LIST_AFTER = " AND (create_time, order_id) < (:after_time, :after_id)";
  static final String LIST_PAGE = " ORDER BY create_time DESC, order_id DESC LIMIT :limit";

  static final String PLACED = "placed";
  static final String CHANGED = "changed";
  static final String HAPPENED = "happened";

  /** The events come last, because they lock the counter. */
  static final SqlParts WRITE =
      new SqlParts().with(PLACED, INSERT).with(CHANGED, UPDATE).with(HAPPENED, INSERT_EVENTS);

  private OrderSql() {}

  /**
   * With the names, which are ours and no caller's, in the text: a plan that serves all values of a
   * parameter cannot use the indexes of open orders.
   */
  static String listStates(Set<VisibleState> states) {
    return StoredState.namesOf(states).stream()
        .sorted()
        .collect(Collectors.joining("', '", " AND state IN ('", "')"));
  }

  /** In the order of their ids, so that two groups that share orders cannot wait in a circle. */
  private static NamedSql lock(String ids) {
    return NamedSql.of(
        "WITH locked AS MATERIALIZED (SELECT "
            + COLUMNS
            + " FROM orders WHERE order_id = ANY("
            + ids
            + ") ORDER BY order_id FOR NO KEY UPDATE)"
            + LOCKED_WITH_TIME);
  }

  /**
   * What is due, the longest due first, and then what is due later than anything can be. The time
   * of the statement, unlike the clock, can bound a search in the index; a moment more or less is
   * the same to a lease.
   */
  private static NamedSql lockDue(String states) {
    String open =
        "SELECT " + COLUMNS + " FROM orders WHERE state IN (" + states + ") AND due_time ";
    return NamedSql.of(
        "WITH due AS MATERIALIZED ("
            + open
            + "<= statement_timestamp() ORDER BY due_time LIMIT :limit"
            + " FOR NO KEY UPDATE SKIP LOCKED), misdated AS MATERIALIZED ("
            + open
            + "> statement_timestamp() + :furthest * interval '1 ms' ORDER BY due_time DESC"
            + " LIMIT :limit - (SELECT count(*) FROM due) FOR NO KEY UPDATE SKIP LOCKED),"
            + " locked AS MATERIALIZED (SELECT * FROM due UNION ALL SELECT * FROM misdated)"
            + LOCKED_WITH_TIME);
  }
}
