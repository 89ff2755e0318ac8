package dev.waybill.order.store;

import dev.waybill.common.money.Money;
import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.MoneyColumns;
import dev.waybill.common.table.SetStatement;
import dev.waybill.common.table.Table;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.ClaimedOrder.Lease;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.Order.Pricing;
import dev.waybill.order.domain.OrderBook;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderRequest.OrderLine;
import dev.waybill.order.domain.OrderState.VisibleState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The table of orders. */
public final class OrderTable {
  static final Table<ClaimedOrder> TABLE = new Table<>("orders");

  static final ColumnType<OrderId> ID = ColumnType.UUID.as(OrderId::new, OrderId::value);

  public static final Column<ClaimedOrder, OrderId> ORDER_ID =
      TABLE.key(Column.of("order_id", ID, ClaimedOrder::id));
  public static final Column<ClaimedOrder, String> CUSTOMER_ID =
      TABLE.fixed(Column.of("customer_id", ColumnType.TEXT, row -> request(row).customerId()));
  public static final Column<ClaimedOrder, UUID> REQUEST_ID =
      TABLE.fixed(Column.of("request_id", ColumnType.UUID, row -> request(row).requestId()));
  public static final Column<ClaimedOrder, String> CONTENT_HASH =
      TABLE.fixed(Column.of("content_hash", ColumnType.TEXT, row -> row.order().contentHash()));
  private static final Column<ClaimedOrder, List<String>> SKUS =
      TABLE.fixed(Column.of("skus", ColumnType.TEXTS, OrderTable::skus));
  private static final Column<ClaimedOrder, List<Integer>> QUANTITIES =
      TABLE.fixed(Column.of("quantities", ColumnType.INTEGERS, OrderTable::quantities));
  private static final Column<ClaimedOrder, String> PAYMENT_TOKEN =
      TABLE.fixed(Column.of("payment_token", ColumnType.TEXT, row -> request(row).paymentToken()));
  private static final MoneyColumns<ClaimedOrder> EXPECTED_TOTAL =
      MoneyColumns.fixed(
          TABLE, "expected_currency", "expected_minor", row -> request(row).expectedTotal());
  private static final Column<ClaimedOrder, String> CORRELATION_ID =
      TABLE.fixed(Column.of("correlation_id", ColumnType.TEXT, row -> row.order().correlationId()));
  public static final Column<ClaimedOrder, Instant> CREATE_TIME =
      TABLE.fixed(Column.of("create_time", ColumnType.TIME, row -> row.order().createTime()));
  private static final Column<ClaimedOrder, List<Long>> UNIT_PRICES =
      TABLE.changing(Column.orNull("unit_prices", ColumnType.BIGINTS, OrderTable::unitPrices));
  public static final MoneyColumns<ClaimedOrder> TOTAL =
      MoneyColumns.changing(TABLE, "currency", "total_minor", OrderTable::total);
  private static final StateColumns<ClaimedOrder> STATE =
      StateColumns.changing(TABLE, row -> row.order().state());
  public static final Column<ClaimedOrder, Long> VERSION =
      TABLE.changing(Column.of("version", ColumnType.BIGINT, row -> row.order().version()));
  private static final Column<ClaimedOrder, Claim> CLAIM =
      TABLE.changing(
          Column.of("claim", ColumnType.UUID.as(Claim::new, Claim::value), ClaimedOrder::claim));
  public static final Column<ClaimedOrder, Instant> DUE_TIME =
      TABLE.changing(Column.of("due_time", ColumnType.TIME, row -> row.lease().due()));
  private static final Column<ClaimedOrder, Integer> ATTEMPTS =
      TABLE.changing(Column.of("attempts", ColumnType.INTEGER, row -> row.lease().attempts()));
  public static final Column<ClaimedOrder, Instant> UPDATE_TIME =
      TABLE.changing(Column.of("update_time", ColumnType.TIME, row -> row.order().updateTime()));

  static {
    // Each run of work has its own claim, and each of its steps that changes the state a version.
    TABLE.guard(CLAIM);
    TABLE.guard(VERSION);
  }

  static final String LOCK = TABLE.lock();

  /**
   * Also locks the orders of requests that may have been used. The limit keeps the planner from
   * joining the whole table, because the planner does that while it believes the table is small.
   */
  static final String LOCK_WITH_REQUESTS =
      TABLE.lockWhere(
          """
          order_id = ANY(:orders || ARRAY(
            SELECT placed.order_id
            FROM unnest(:customers, :requests) AS request(customer_id, request_id)
            CROSS JOIN LATERAL (
              SELECT order_id FROM orders
              WHERE orders.customer_id = request.customer_id
                AND orders.request_id = request.request_id
              LIMIT 1) AS placed))\
          """);

  static final String LOCK_RECOVERY_DUE =
      lockDue("NOT for_fulfilment", "'PENDING', 'REJECTING', 'CANCELLING'");

  static final String LOCK_FULFILMENT_DUE = lockDue("for_fulfilment", "'CONFIRMED', 'FULFILLING'");

  static final String FIND = "SELECT " + TABLE.columns() + " FROM orders WHERE order_id = :id";

  static final String LIST = "SELECT " + TABLE.columns() + " FROM orders WHERE true";
  static final String LIST_CUSTOMER = " AND customer_id = :customer";
  static final String LIST_AFTER = " AND (create_time, order_id) < (:after_time, :after_id)";
  static final String LIST_PAGE = " ORDER BY create_time DESC, order_id DESC LIMIT :limit";

  private OrderTable() {}

  /**
   * Puts the names into the text, because a plan that serves all values of a parameter cannot know
   * that only the few open orders are asked for. The names are ours and do not come from a caller.
   * Open orders are collected first: as a join, they are searched for among all orders, newest
   * first, by a plan made while there were few orders.
   */
  static String listStates(Set<VisibleState> states) {
    String named =
        StateColumns.namesOf(states).stream()
            .collect(Collectors.joining("', '", " AND state IN ('", "')"));
    return states.stream().anyMatch(VisibleState::isFinal)
        ? named
        : named + " AND order_id = ANY(ARRAY(SELECT id FROM due_orders))";
  }

  static Order readOrder(ResultSet row) throws SQLException {
    return new Order(
        ORDER_ID.read(row),
        new OrderRequest(
            REQUEST_ID.read(row),
            CUSTOMER_ID.read(row),
            readLines(row),
            PAYMENT_TOKEN.read(row),
            EXPECTED_TOTAL.readOrNull(row)),
        CONTENT_HASH.read(row),
        readPricing(row),
        STATE.read(row),
        VERSION.read(row),
        CORRELATION_ID.read(row),
        CREATE_TIME.read(row),
        UPDATE_TIME.read(row));
  }

  /**
   * Loads the orders that a statement locks.
   *
   * @param lock also returns the time
   * @return the time, when all locks were held
   */
  static Instant load(SetStatement lock, OrderBook book) {
    List<Locked> locked = lock.rows(row -> new Locked(readOrder(row), readLease(row)));
    Instant now = lock.clock();
    locked.forEach(row -> book.load(new ClaimedOrder(row.order(), row.lease(), now)));
    return now;
  }

  private static Lease readLease(ResultSet row) throws SQLException {
    return new Lease(CLAIM.read(row), DUE_TIME.read(row), ATTEMPTS.read(row));
  }

  private static List<OrderLine> readLines(ResultSet row) throws SQLException {
    List<String> skus = SKUS.read(row);
    List<Integer> quantities = QUANTITIES.read(row);
    return IntStream.range(0, skus.size())
        .mapToObj(i -> new OrderLine(skus.get(i), quantities.get(i)))
        .toList();
  }

  private static @Nullable Pricing readPricing(ResultSet row) throws SQLException {
    Money total = TOTAL.readOrNull(row);
    return total == null
        ? null
        : new Pricing(
            UNIT_PRICES.read(row).stream()
                .map(price -> new Money(total.currency(), price))
                .toList(),
            total);
  }

  private static OrderRequest request(ClaimedOrder row) {
    return row.order().request();
  }

  private static List<String> skus(ClaimedOrder row) {
    return request(row).lines().stream().map(OrderLine::sku).toList();
  }

  private static List<Integer> quantities(ClaimedOrder row) {
    return request(row).lines().stream().map(OrderLine::quantity).toList();
  }

  private static @Nullable List<Long> unitPrices(ClaimedOrder row) {
    Pricing pricing = row.order().pricing();
    return pricing == null ? null : pricing.unitPrices().stream().map(Money::minorUnits).toList();
  }

  private static @Nullable Money total(ClaimedOrder row) {
    Pricing pricing = row.order().pricing();
    return pricing == null ? null : pricing.total();
  }

  /**
   * Selects due orders, longest due first, and then orders that are due later than is possible.
   * Uses the statement's time because, unlike the clock, it can bound an index search; a small
   * difference does not matter to a lease.
   *
   * <p>{@code due_orders} only finds them. Another instance may have claimed one since the search
   * began, so the order's own state and time are compared once more, after it is locked.
   */
  private static String lockDue(String kind, String states) {
    String misdated = "statement_timestamp() + :furthest * interval '1 ms'";
    return "WITH due AS MATERIALIZED ("
        + lockInTurn(
            kind + " AND due_at <= statement_timestamp() ORDER BY due_at",
            "state IN (" + states + ") AND due_time <= statement_timestamp()")
        + " LIMIT :limit), misdated AS MATERIALIZED ("
        + lockInTurn(
            kind + " AND due_at > " + misdated + " ORDER BY due_at DESC",
            "state IN (" + states + ") AND due_time > " + misdated)
        + " LIMIT :limit - (SELECT count(*) FROM due))"
        + " SELECT * FROM due UNION ALL SELECT * FROM misdated";
  }

  /**
   * Looks up each order that was found, and locks it, until there are enough. A join would leave
   * the way to PostgreSQL, and a plan made while there were few orders reads them all.
   */
  private static String lockInTurn(String found, String still) {
    return "SELECT locked.* FROM (SELECT id FROM due_orders WHERE "
        + found
        + ") AS found, LATERAL (SELECT "
        + TABLE.columns()
        + " FROM orders WHERE order_id = id AND "
        + still
        + " FOR NO KEY UPDATE SKIP LOCKED) AS locked";
  }

  /** An order before the time at which the last lock was held is known. */
  private record Locked(Order order, Lease lease) {}
}
