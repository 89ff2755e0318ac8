package dev.waybill.order.store;

import dev.waybill.common.command.RowCache;
import dev.waybill.common.group.GroupWriter;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.GroupWrites;
import dev.waybill.common.table.NamedSql;
import dev.waybill.common.table.SetStatement;
import dev.waybill.common.table.Table;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderBook;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderRequest.RequestKey;
import dev.waybill.order.domain.OrderTimes;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Locks the orders of a group, and writes them and their events. */
final class OrderGroupWriter implements GroupWriter<OrderBook> {
  private static final NamedSql LOCK = NamedSql.of(OrderTable.LOCK, Table.CLOCK);
  private static final NamedSql LOCK_WITH_REQUESTS =
      NamedSql.of(OrderTable.LOCK_WITH_REQUESTS, Table.CLOCK);

  /** The events come last, because they lock the counter. */
  private static final GroupWrites<OrderBook> WRITES =
      new GroupWrites<OrderBook>()
          .rows(OrderTable.TABLE, OrderBook::orders)
          .add(OrderEventTable.TABLE, OrderEventTable.INSERT, OrderBook::events);

  /**
   * More than are open at a time on a busy instance, so that few are forgotten before they are
   * final.
   */
  private static final int RECENT_ORDERS = 8192;

  private final OrderTimes times;
  private final RowCache<OrderId, ClaimedOrder> recent =
      new RowCache<>(RECENT_ORDERS, row -> !row.order().isFinal());

  OrderGroupWriter(OrderTimes times) {
    this.times = times;
  }

  @Override
  public OrderBook begin() {
    return new OrderBook(times, recent);
  }

  @Override
  public Instant lock(Handle handle, OrderBook book) {
    Set<RequestKey> requests = book.requests().named();
    NamedSql sql = requests.isEmpty() ? LOCK : LOCK_WITH_REQUESTS;
    try (SetStatement lock = SetStatement.prepare(handle, sql)) {
      lock.bind("orders", OrderTable.ID, book.orders().named());
      if (!requests.isEmpty()) {
        lock.bind("customers", ColumnType.TEXT, requests, RequestKey::customerId)
            .bind("requests", ColumnType.UUID, requests, RequestKey::requestId);
      }
      return OrderTable.load(lock, book);
    }
  }

  @Override
  public void write(Handle handle, OrderBook book, Instant now) {
    WRITES.write(handle, book, now);
  }

  @Override
  public Instant writeUnlocked(Handle handle, OrderBook book, Instant now) {
    return WRITES.writeUnlocked(handle, book, now);
  }
}
