package dev.waybill.order.store;

import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/**
 * Orders that the transaction has locked.
 *
 * @param now the database's clock, read when all locks were held
 */
record LockedOrders(Map<OrderId, ClaimedOrder> orders, Instant now) {

  /** Runs a query that locks orders. */
  static LockedOrders of(Query query) {
    return query.scanResultSet((rows, _) -> read(rows.get()));
  }

  private static LockedOrders read(ResultSet rows) throws SQLException {
    Map<OrderId, ClaimedOrder> orders = new LinkedHashMap<>();
    Instant now = Instant.EPOCH;
    while (rows.next()) {
      now = OrderRowMapper.instant(rows, "read_time");
      // The only row, and without an order, where nothing was locked.
      if (rows.getObject("order_id") != null) {
        ClaimedOrder order = OrderRowMapper.claimedOrder(rows);
        orders.put(order.id(), order);
      }
    }
    return new LockedOrders(orders, now);
  }
}
