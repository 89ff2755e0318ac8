package dev.waybill.order.telemetry;

import dev.waybill.common.failure.NothingDoneException;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Cancellation;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderState.VisibleState;
import dev.waybill.order.domain.OrderStep;
import dev.waybill.order.domain.OrderStep.StepResult;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.telemetry.OrderMetrics.Intent;
import dev.waybill.order.telemetry.OrderMetrics.SagaStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts what is stored, and how long after their intent orders reach their states. */
public record MeasuredOrderStore(OrderStore store, OrderMetrics metrics) implements OrderStore {
  @Override
  public Supplier<Placement> beginNew(OrderCommand.Place place, TimeBudget budget) {
    Supplier<Placement> begun = counted(() -> store.beginNew(place, budget));
    return () -> {
      Placement placement = counted(begun);
      metrics.intents().add(intent(placement));
      return placement;
    };
  }

  private <T> T counted(Supplier<T> work) {
    try {
      return work.get();
    } catch (NothingDoneException refused) {
      metrics.intents().add(Intent.REFUSED);
      throw refused;
    } catch (RuntimeException unknown) {
      metrics.intents().add(Intent.UNKNOWN);
      throw unknown;
    }
  }

  private static Intent intent(Placement placement) {
    return switch (placement) {
      case Placement.Recorded _ -> Intent.RECORDED;
      case Placement.Repeated _ -> Intent.REPEATED;
      case Placement.RequestIdReused _ -> Intent.REQUEST_ID_REUSED;
    };
  }

  @Override
  public <R> R apply(OrderCommand<R> command, TimeBudget budget) {
    R result = store.apply(command, budget);
    if (result instanceof StepResult.Applied(ClaimedOrder claimed)
        && command instanceof OrderStep step) {
      SagaStep kind = kind(step);
      metrics.steps().add(kind);
      if (kind != SagaStep.PUT_OFF && kind != SagaStep.TAKE_OVER) {
        reached(claimed.order());
      }
    } else if (result instanceof Cancellation.Turned(ClaimedOrder claimed)) {
      reached(claimed.order());
    }
    return result;
  }

  /** Both times are the database's. */
  private void reached(Order order) {
    metrics
        .states()
        .record(
            Duration.between(order.createTime(), order.updateTime()).toNanos(),
            VisibleState.of(order.state()));
  }

  private static SagaStep kind(OrderStep step) {
    return switch (step) {
      case OrderStep.Confirm _ -> SagaStep.CONFIRM;
      case OrderStep.Reject _ -> SagaStep.REJECT;
      case OrderStep.StartRejecting _ -> SagaStep.START_REJECTING;
      case OrderStep.FinishCompensation _ -> SagaStep.FINISH_COMPENSATION;
      case OrderStep.Complete _ -> SagaStep.COMPLETE;
      case OrderStep.FailFulfilment _ -> SagaStep.FAIL_FULFILMENT;
      case OrderStep.PutOff _ -> SagaStep.PUT_OFF;
      case OrderStep.TakeOver _ -> SagaStep.TAKE_OVER;
    };
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
