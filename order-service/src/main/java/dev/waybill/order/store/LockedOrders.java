package dev.waybill.order.store;

import dev.waybill.common.db.SetStatement;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders that the transaction has locked.
 *
 * @param now the database's clock, read when all locks were held
 */
record LockedOrders(Map<OrderId, ClaimedOrder> orders, Instant now) {

  /** Runs a query that locks orders. */
  static LockedOrders of(SetStatement query) {
    List<Row> rows = query.rows(LockedOrders::read);
    Map<OrderId, ClaimedOrder> orders = new LinkedHashMap<>();
    for (Row row : rows) {
      ClaimedOrder order = row.order();
      if (order != null) {
        orders.put(order.id(), order);
      }
    }
    return new LockedOrders(orders, rows.getFirst().readTime());
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        OrderRowMapper.instant(row, "read_time"),
        row.getObject("order_id") == null ? null : OrderRowMapper.claimedOrder(row));
  }

  /** One order; the only row has none where nothing was locked. */
  private record Row(Instant readTime, @Nullable ClaimedOrder order) {}
}
