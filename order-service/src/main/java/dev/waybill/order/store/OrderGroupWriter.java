package dev.waybill.order.store;

import dev.waybill.common.group.GroupWriter;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Decision;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderDecisions;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderResult;
import dev.waybill.order.domain.OrderTimes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

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
    OrderRows.insert(handle, decision.placed());
    OrderRows.update(handle, decision.changed());
    OrderRows.insertEvents(handle, decision.events(), customers(decision));
    return decision.results();
  }

  private static LockedOrders lock(Handle handle, List<OrderCommand> commands) {
    List<UUID> ids =
        commands.stream().map(command -> command.orderId().value()).distinct().toList();
    try (Query query = handle.createQuery(OrderSql.LOCK)) {
      return LockedOrders.of(query.bindArray("ids", UUID.class, ids));
    }
  }

  private static Map<OrderId, String> customers(Decision decision) {
    Map<OrderId, String> customers = new HashMap<>();
    for (List<ClaimedOrder> orders : List.of(decision.placed(), decision.changed())) {
      orders.forEach(row -> customers.put(row.id(), row.order().request().customerId()));
    }
    return customers;
  }
}
