package dev.waybill.order.store;

import dev.waybill.common.db.NamedSql;
import dev.waybill.common.db.SetStatement;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.DueWork;
import dev.waybill.order.domain.OrderTimes;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Claims orders that are due. */
final class DueOrders {

  private final OrderTimes times;

  DueOrders(OrderTimes times) {
    this.times = times;
  }

  /** Never waits for a lock, so it can be in nobody's way for long. */
  List<ClaimedOrder> claim(Handle handle, DueWork work, Claim claim, int limit) {
    LockedOrders locked = lock(handle, work, limit, times.furthestDue());
    List<ClaimedOrder> claimed =
        locked.orders().values().stream()
            .map(order -> order.claimedBy(claim, locked.now(), times))
            .toList();
    OrderRows.update(handle, claimed);
    return claimed;
  }

  private static LockedOrders lock(Handle handle, DueWork work, int limit, Duration furthestDue) {
    NamedSql sql =
        switch (work) {
          case RECOVERY -> OrderSql.LOCK_RECOVERY_DUE;
          case FULFILMENT -> OrderSql.LOCK_FULFILMENT_DUE;
        };
    try (SetStatement query = SetStatement.prepare(handle, sql)) {
      return LockedOrders.of(query.bind("limit", limit).bind("furthest", furthestDue.toMillis()));
    }
  }
}
