package dev.waybill.order.store;

import dev.waybill.common.db.SetStatement;
import dev.waybill.common.group.GroupWriter;
import dev.waybill.order.domain.Decision;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderDecisions;
import dev.waybill.order.domain.OrderResult;
import dev.waybill.order.domain.OrderTimes;
import dev.waybill.order.domain.RequestKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Applies a group of commands: locks their orders, lets the domain decide, writes what changed. */
final class OrderGroupWriter implements GroupWriter<OrderCommand, OrderResult> {

  private final OrderTimes times;

  OrderGroupWriter(OrderTimes times) {
    this.times = times;
  }

  @Override
  public List<OrderResult> apply(Handle handle, List<OrderCommand> commands) {
    LockedOrders locked = lock(handle, commands);
    Decision decision = OrderDecisions.decide(locked.orders(), commands, locked.now(), times);
    OrderRows.write(handle, decision);
    return decision.results();
  }

  private static LockedOrders lock(Handle handle, List<OrderCommand> commands) {
    Set<UUID> ids = new HashSet<>();
    Set<RequestKey> requests = new HashSet<>();
    for (OrderCommand command : commands) {
      if (command instanceof OrderCommand.Place place) {
        requests.add(place.request().key());
      } else {
        ids.add(command.orderId().value());
      }
    }
    try (SetStatement query =
        SetStatement.prepare(handle, requests.isEmpty() ? OrderSql.LOCK : OrderSql.LOCK_ALL)) {
      query.bind("ids", UUID.class, ids, id -> id);
      if (!requests.isEmpty()) {
        query
            .bind("customers", String.class, requests, RequestKey::customerId)
            .bind("requests", UUID.class, requests, RequestKey::requestId);
      }
      return LockedOrders.of(query);
    }
  }
}
