package dev.waybill.order.workflow;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.audit.OrderHistory;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.OrderStore.DueWork;
import dev.waybill.order.domain.OrderStore.OrderFilter;
import dev.waybill.order.domain.OrderStore.PagePosition;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The model of a store behind the port that the workflow uses. */
record HistoryStore(OrderHistory history) implements OrderStore {

  @Override
  public Supplier<Placement> beginNew(OrderCommand.Place place, TimeBudget budget) {
    Placement result = apply(place, budget);
    return () -> result;
  }

  @Override
  public <R> R apply(OrderCommand<R> command, TimeBudget budget) {
    return history.apply(command);
  }

  @Override
  public List<ClaimedOrder> claimDue(DueWork work, Claim claim, int limit, TimeBudget budget) {
    return history.claimDue(work, claim);
  }

  @Override
  public Optional<Order> find(OrderId id, TimeBudget budget) {
    return history.find(id).map(ClaimedOrder::order);
  }

  @Override
  public List<Order> list(
      OrderFilter filter, @Nullable PagePosition after, int limit, TimeBudget budget) {
    throw new UnsupportedOperationException("no workflow lists orders");
  }

  @Override
  public void close() {
    // The history is in memory.
  }
}
