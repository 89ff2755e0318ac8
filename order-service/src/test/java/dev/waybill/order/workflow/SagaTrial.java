package dev.waybill.order.workflow;

import dev.waybill.common.caller.Caller;
import dev.waybill.common.db.Database;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.OrderPorts;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderCommand.Cancellation;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderFixtures;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderStep;
import dev.waybill.order.domain.OrderStep.StepResult;
import dev.waybill.order.domain.OrderStore.DueWork;
import dev.waybill.order.domain.OrderTimes;
import dev.waybill.order.store.PostgresOrderStore;
import dev.waybill.order.workflow.OrderSaga.SagaOutcome;
import java.time.Duration;
import java.util.List;

/** Takes one order through the saga to its end, and starts another run whenever one breaks off. */
final class SagaTrial {

  private static final int MOST_RUNS = 40;
  private static final OrderTimes PATIENT = times(Duration.ofMinutes(1));
  private static final OrderTimes IMPATIENT = times(Duration.ZERO);
  private static final PostgresOrderStore STORE =
      new PostgresOrderStore(
          Database.open(TestPostgres.freshDatabase(OrderPorts.MIGRATIONS), OrderPorts.MIGRATIONS),
          PATIENT);

  private final OrderRequest request = OrderFixtures.anyRequest();
  private final OrderId id = request.orderId();
  private final ModelParticipants participants;
  private final OrderSaga saga;

  private SagaTrial(Disturbances disturbances, ModelParticipants.Mood mood, OrderTimes times) {
    this.participants = new ModelParticipants(mood, disturbances, this::state);
    WorkflowSettings.Background background =
        new WorkflowSettings.Background(Duration.ofSeconds(1), 1);
    this.saga =
        new OrderSaga(
            new DisturbedStore(STORE, disturbances),
            participants,
            participants,
            new WorkflowSettings(times, Duration.ofMinutes(1), 10, background, background),
            Interruptions.IGNORED);
    disturbances.cancelBy(this::cancel);
  }

  static SagaTrial run(
      ModelParticipants.Mood mood, List<Disturbances.Kind> kinds, boolean isImpatient) {
    SagaTrial trial =
        new SagaTrial(new Disturbances(kinds), mood, isImpatient ? IMPATIENT : PATIENT);
    trial.bringToItsEnd();
    return trial;
  }

  ModelParticipants participants() {
    return participants;
  }

  /** The simple name of the stored state. */
  String state() {
    return find().state().getClass().getSimpleName();
  }

  private void bringToItsEnd() {
    Placement placed =
        STORE.apply(OrderCommand.Place.of(request, Claim.fresh(), "trial"), budget());
    work(((Placement.Recorded) placed).claimed());
    for (int runs = 0; runs < MOST_RUNS && isOpen(); runs++) {
      STORE.claimDue(DueWork.FULFILMENT, Claim.fresh(), 1, budget()).forEach(this::work);
      STORE.claimDue(DueWork.RECOVERY, Claim.fresh(), 1, budget()).forEach(this::work);
    }
  }

  /** Works as recovery does, with a new claim for each run after one that broke off. */
  private void work(ClaimedOrder claimed) {
    for (int runs = 0; runs < MOST_RUNS; runs++) {
      if (!(saga.run(claimed, budget()) instanceof SagaOutcome.Interrupted interrupted)) {
        return;
      }
      ClaimedOrder abandoned = interrupted.claimed();
      StepResult result =
          STORE.apply(new OrderStep.TakeOver(id, abandoned.claim(), Claim.fresh()), budget());
      if (!(result instanceof StepResult.Applied applied)) {
        return;
      }
      claimed = applied.claimed();
    }
  }

  private void cancel() {
    Cancellation result =
        STORE.apply(
            new OrderCommand.Cancel(id, new Caller.Anyone(), Claim.fresh(), "trial"), budget());
    if (result instanceof Cancellation.Turned turned) {
      work(turned.claimed());
    }
  }

  private boolean isOpen() {
    return switch (state()) {
      case "Completed", "Rejected", "Cancelled" -> false;
      default -> true;
    };
  }

  private Order find() {
    return STORE.find(id, budget()).orElseThrow();
  }

  private static OrderTimes times(Duration decisionLimit) {
    return new OrderTimes(
        Duration.ofSeconds(30), Duration.ofSeconds(20), decisionLimit, Duration.ZERO);
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(10));
  }
}
