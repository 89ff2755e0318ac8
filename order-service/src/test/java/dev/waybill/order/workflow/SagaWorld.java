package dev.waybill.order.workflow;

import static dev.waybill.order.domain.OrderFixtures.CORRELATION_ID;
import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.caller.Caller;
import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.testing.Turns;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.audit.OrderHistory;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.Inventory;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderFixtures;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderState.VisibleState;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.OrderStore.DueWork;
import dev.waybill.order.domain.Payments;
import dev.waybill.order.workflow.CancelOrder.CancelResult;
import dev.waybill.order.workflow.Disturbances.Kind;
import dev.waybill.order.workflow.ModelParticipants.Mood;
import dev.waybill.order.workflow.PlaceOrder.PlaceResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One request and everything that works on its order: callers who place and cancel it, recovery and
 * fulfilment. Each of them moves from one port call to the next, in any order, and may die there.
 * Any call may be lost, or arrive after its caller has given up.
 */
final class SagaWorld {

  private static final int MOST_ROUNDS = 60;

  private final OrderRequest request = OrderFixtures.anyRequest();
  private final Mood mood;
  private final OrderHistory history = new OrderHistory();
  private final Disturbances disturbances = new Disturbances(List.of());
  private final Turns turns = new Turns();
  private final KnownStates known = new KnownStates();
  private final ModelParticipants participants;
  private final OrderStore store;
  private final OrderSaga saga;
  private final WorkflowSettings settings;

  /** The states that callers were told, in order. */
  private final List<VisibleState> told = new ArrayList<>();

  private boolean cancelWasTried;
  private boolean wasCancelled;
  private boolean wasDisturbed;

  SagaWorld(Mood mood) {
    this.mood = mood;
    this.participants = new ModelParticipants(mood, disturbances, this::stored);
    WorkflowSettings.Background background =
        new WorkflowSettings.Background(Duration.ofSeconds(1), 1);
    this.settings = new WorkflowSettings(TIMES, Duration.ofMinutes(1), 100, background, background);
    this.store =
        Turns.pausing(
            OrderStore.class,
            known.toldBy(new DisturbedStore(new HistoryStore(history), disturbances)));
    this.saga =
        new OrderSaga(
            store,
            Turns.pausing(Inventory.class, participants),
            Turns.pausing(Payments.class, participants),
            settings,
            Interruptions.IGNORED);
  }

  /** A caller sends the request to a separate instance. */
  void place() {
    PlaceOrder placeOrder =
        new PlaceOrder(
            store,
            Turns.pausing(Inventory.class, participants),
            saga,
            recovery(),
            new UnusedHolds(Turns.pausing(Inventory.class, participants), settings),
            settings);
    call(
        () -> {
          if (placeOrder.place(request, CORRELATION_ID, impatience())
              instanceof PlaceResult.Placed(Order order)) {
            tell(order);
          }
        });
  }

  void cancel() {
    CancelOrder cancelOrder = new CancelOrder(store, saga, recovery(), settings);
    cancelWasTried = true;
    call(
        () -> {
          if (cancelOrder.cancel(
                  request.orderId(), new Caller.Anyone(), CORRELATION_ID, impatience())
              instanceof CancelResult.Cancelled(Order order)) {
            wasCancelled = true;
            tell(order);
          }
        });
  }

  /** An instance looks for work of this kind. */
  void takeUp(DueWork work) {
    List<ClaimedOrder> due = history.claimDue(work, Claim.fresh());
    UnattendedRun run = new UnattendedRun(store, saga, settings);
    due.forEach(
        claimed ->
            turns.add(
                () -> {
                  known.claimed(claimed);
                  run.run(claimed, TimeBudget.of(Duration.ofMinutes(1)));
                }));
  }

  boolean isBusy() {
    return turns.running() > 0;
  }

  /** One of the runs makes its next call, which fails in the given way. */
  void move(int whose, Kind kind) {
    wasDisturbed |= kind != Kind.NONE;
    disturbances.add(kind);
    turns.step(whose % turns.running(), false);
    // If the step made no call, its failure must not affect another run.
    disturbances.forget();
  }

  void die(int who) {
    wasDisturbed = true;
    turns.step(who % turns.running(), true);
  }

  boolean hasCallsUnderway() {
    return disturbances.underway() > 0;
  }

  /** Delivers a call whose caller has given up. */
  void arrive(int which) {
    disturbances.arrive(which % disturbances.underway());
  }

  void pass(Duration time) {
    wasDisturbed = true;
    history.pass(time);
  }

  /** The invariants that hold at all times. */
  void check() {
    assertThat(history.orders()).as("I5: one order").hasSizeLessThanOrEqualTo(1);
    history
        .find(request.orderId())
        .ifPresent(
            stored ->
                assertThat(
                        history
                            .trail(stored.id())
                            .faults(
                                VisibleState.of(stored.order().state()), stored.order().version()))
                    .as("I6: events")
                    .isEmpty());
    assertThat(participants.asked()).as("direction").allMatch(SagaOutcomeModel::mayBeAsked);
  }

  /** Lets all runs finish without new failures; calls in flight still arrive at some point. */
  void comeToRest() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      while (isBusy()) {
        turns.step(round % turns.running(), false);
      }
      if (round % 3 == 1 && hasCallsUnderway()) {
        arrive(round);
      }
      history.pass(TIMES.lease());
      takeUp(DueWork.RECOVERY);
      takeUp(DueWork.FULFILMENT);
    }
    while (hasCallsUnderway()) {
      arrive(0);
    }
    check();
  }

  SagaOutcomeModel outcome() {
    return new SagaOutcomeModel(
        mood,
        history.trail(request.orderId()),
        participants,
        List.copyOf(told),
        new SagaOutcomeModel.Course(cancelWasTried, wasCancelled, wasDisturbed));
  }

  /** The stored state, and the state that the requester knows. */
  private String stored() {
    return history
            .find(request.orderId())
            .map(stored -> KnownStates.nameOf(stored.order()))
            .orElse("None")
        + ", known "
        + known.current();
  }

  /** A caller that gets a failure knows no more than before. */
  private void call(Runnable call) {
    turns.add(
        () -> {
          try {
            call.run();
          } catch (DatabaseUnavailableException | OutcomeUnknownException _) {
            wasDisturbed = true;
          }
        });
  }

  private void tell(Order order) {
    told.add(VisibleState.of(order.state()));
  }

  /** Never started, so an interrupted run is recovered only when its lease has expired. */
  private OrderRecovery recovery() {
    return new OrderRecovery(store, saga, settings);
  }

  /** Too short to wait for another caller's run. */
  private static TimeBudget impatience() {
    return TimeBudget.of(PlaceOrder.ANSWER_TIME.plusMillis(10));
  }
}
