package dev.waybill.order.store;

import dev.waybill.common.db.Database;
import dev.waybill.common.group.GroupCommitter;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderBook;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.OrderStore.DueWork;
import dev.waybill.order.domain.OrderStore.OrderFilter;
import dev.waybill.order.domain.OrderStore.PagePosition;
import dev.waybill.order.domain.OrderTimes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Stores orders in PostgreSQL. All commands go through one lane and are committed in groups.
 *
 * <p>Closing it applies the queued commands. The caller that opened the database closes it.
 */
public final class PostgresOrderStore implements OrderStore {

  private final Database database;
  private final DueOrders due;
  private final GroupCommitter<OrderBook> commands;

  public PostgresOrderStore(Database database, OrderTimes times) {
    this.database = database;
    OrderGroupWriter writer = new OrderGroupWriter(times);
    this.due = new DueOrders(times, writer);
    this.commands = new GroupCommitter<>("orders", database, writer, GroupSettings.defaults());
  }

  @Override
  public Supplier<Placement> beginNew(OrderCommand.Place place, TimeBudget budget) {
    return commands.begin(place, budget);
  }

  @Override
  public <R> R apply(OrderCommand<R> command, TimeBudget budget) {
    return commands.apply(command, budget);
  }

  @Override
  public List<ClaimedOrder> claimDue(DueWork work, Claim claim, int limit, TimeBudget budget) {
    return due.claim(database, work, claim, limit, budget);
  }

  @Override
  public Optional<Order> find(OrderId id, TimeBudget budget) {
    return database.read(budget, handle -> find(handle, id));
  }

  @Override
  public List<Order> list(
      OrderFilter filter, @Nullable PagePosition after, int limit, TimeBudget budget) {
    return database.read(budget, handle -> list(handle, filter, after, limit));
  }

  @Override
  public void close() {
    commands.close();
  }

  private static Optional<Order> find(Handle handle, OrderId id) {
    try (Query query = handle.createQuery(OrderTable.FIND)) {
      return query.bind("id", id.value()).map((row, _) -> OrderTable.readOrder(row)).findOne();
    }
  }

  private static List<Order> list(
      Handle handle, OrderFilter filter, @Nullable PagePosition after, int limit) {
    String sql =
        OrderTable.LIST
            + (filter.customerId().isEmpty() ? "" : OrderTable.LIST_CUSTOMER)
            + (filter.states().isEmpty() ? "" : OrderTable.listStates(filter.states()))
            + (after == null ? "" : OrderTable.LIST_AFTER)
            + OrderTable.LIST_PAGE;
    try (Query query = handle.createQuery(sql)) {
      if (!filter.customerId().isEmpty()) {
        query.bind("customer", filter.customerId());
      }
      if (after != null) {
        query.bind("after_time", after.createTime()).bind("after_id", after.orderId().value());
      }
      return query.bind("limit", limit).map((row, _) -> OrderTable.readOrder(row)).list();
    }
  }
}
