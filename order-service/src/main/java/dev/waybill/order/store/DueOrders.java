package dev.waybill.order.store;

import dev.waybill.common.db.Database;
import dev.waybill.common.table.NamedSql;
import dev.waybill.common.table.SetStatement;
import dev.waybill.common.table.Table;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderBook;
import dev.waybill.order.domain.OrderStore.DueWork;
import dev.waybill.order.domain.OrderTimes;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Claims orders that are due. */
final class DueOrders {
  private static final NamedSql LOCK_RECOVERY =
      NamedSql.of(OrderTable.LOCK_RECOVERY_DUE, Table.CLOCK);
  private static final NamedSql LOCK_FULFILMENT =
      NamedSql.of(OrderTable.LOCK_FULFILMENT_DUE, Table.CLOCK);

  private final OrderTimes times;
  private final OrderGroupWriter writer;

  DueOrders(OrderTimes times, OrderGroupWriter writer) {
    this.times = times;
    this.writer = writer;
  }

  /** Never waits for a lock, so it cannot block other work for long. */
  List<ClaimedOrder> claim(
      Database database, DueWork work, Claim claim, int limit, TimeBudget budget) {
    OrderBook book = writer.begin();
    List<ClaimedOrder> claimed =
        database.inTransaction(
            budget,
            handle -> {
              Instant now = lock(handle, work, limit, book);
              List<ClaimedOrder> due = book.claimAll(claim, now);
              writer.write(handle, book, now);
              return due;
            });
    book.remember();
    return claimed;
  }

  private Instant lock(Handle handle, DueWork work, int limit, OrderBook book) {
    NamedSql sql =
        switch (work) {
          case RECOVERY -> LOCK_RECOVERY;
          case FULFILMENT -> LOCK_FULFILMENT;
        };
    try (SetStatement lock = SetStatement.prepare(handle, sql)) {
      lock.bind("limit", limit).bind("furthest", times.furthestDue().toMillis());
      return OrderTable.load(lock, book);
    }
  }
}
