package dev.waybill.order.workflow;

import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.time.TimeBudget;
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

/** A store whose commands can fail on the way to a real store. */
record DisturbedStore(OrderStore store, Disturbances disturbances) implements OrderStore {

  @Override
  public Supplier<Placement> beginNew(OrderCommand.Place place, TimeBudget budget) {
    try {
      Placement result = apply(place, budget);
      return () -> result;
    } catch (DatabaseUnavailableException | OutcomeUnknownException failure) {
      return () -> {
        throw failure;
      };
    } catch (StackOverflowError fault) {
      return () -> {
        throw fault;
      };
    }
  }

  @Override
  public <R> R apply(OrderCommand<R> command, TimeBudget budget) {
    return disturbances.ask(
        () -> store.apply(command, budget),
        () -> new DatabaseUnavailableException("not stored"),
        () -> new OutcomeUnknownException("perhaps stored"));
  }

  @Override
  public List<ClaimedOrder> claimDue(DueWork work, Claim claim, int limit, TimeBudget budget) {
    return store.claimDue(work, claim, limit, budget);
  }

  @Override
  public Optional<Order> find(OrderId id, TimeBudget budget) {
    return store.find(id, budget);
  }

  @Override
  public List<Order> list(
      OrderFilter filter, @Nullable PagePosition after, int limit, TimeBudget budget) {
    return store.list(filter, after, limit, budget);
  }

  @Override
  public void close() {
    store.close();
  }
}
