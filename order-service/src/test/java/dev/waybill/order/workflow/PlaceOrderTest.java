package dev.waybill.order.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.db.Database;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.OrderPorts;
import dev.waybill.order.domain.Order;
import dev.waybill.order.domain.OrderLine;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderState;
import dev.waybill.order.domain.OrderTimes;
import dev.waybill.order.store.PostgresOrderStore;
import dev.waybill.order.workflow.Disturbances.Kind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which failures reach the caller, and which are left to recovery. */
final class PlaceOrderTest {

  private static final OrderTimes TIMES =
      new OrderTimes(
          Duration.ofSeconds(6),
          Duration.ofSeconds(3),
          Duration.ofSeconds(20),
          Duration.ofHours(1));

  private static final WorkflowSettings SETTINGS =
      new WorkflowSettings(
          TIMES,
          Duration.ofMinutes(1),
          10,
          new WorkflowSettings.Background(Duration.ofMillis(50), 2),
          new WorkflowSettings.Background(Duration.ofMillis(50), 2));

  @AutoClose
  private final Database database =
      Database.open(TestPostgres.freshDatabase(OrderPorts.MIGRATIONS), OrderPorts.MIGRATIONS);

  private final OrderRequest request =
      new OrderRequest(
          UUID.randomUUID(), "customer-1", List.of(new OrderLine("SKU-001", 1)), "tok_ok", null);

  @Test
  void answersPendingWhenTheConfirmationCannotBeStored() {
    try (Trial trial = trial(Kind.NONE, Kind.NONE, Kind.NONE, Kind.REQUEST_LOST)) {
      assertThat(trial.place().state()).isInstanceOf(OrderState.Pending.class);
      trial.awaitConfirmed();
    }
  }

  @Test
  void recognisesAConfirmationThatWasStoredAfterAll() {
    try (Trial trial = trial(Kind.NONE, Kind.NONE, Kind.NONE, Kind.ANSWER_LOST)) {
      assertThat(trial.place().state()).isInstanceOf(OrderState.Pending.class);
      trial.awaitConfirmed();
      assertThat(trial.find().version()).isEqualTo(2);
    }
  }

  @Test
  void failsWhenTheIntentMayOrMayNotBeStored() {
    try (Trial trial = trial(Kind.ANSWER_LOST)) {
      assertThatThrownBy(trial::place).isInstanceOf(OutcomeUnknownException.class);
      assertThat(trial.place().state()).isInstanceOf(OrderState.Pending.class);
      trial.awaitConfirmed();
    }
  }

  @Test
  void storesNothingWhenTheIntentFails() {
    try (Trial trial = trial(Kind.REQUEST_LOST)) {
      assertThatThrownBy(trial::place).hasMessage("not stored");
      assertThat(trial.store().find(request.orderId(), budget())).isEmpty();
      assertThat(trial.participants().stock()).as("given back").isEqualTo("WITHDRAWN");
      assertThat(trial.place().state()).isInstanceOf(OrderState.Confirmed.class);
      assertThat(trial.participants().asked())
          .containsExactly("reserve in ", "withdraw in ", "reserve in ", "authorize in ");
    }
  }

  @Test
  void withdrawsStockWhenRecordingThrowsAnError() {
    try (Trial trial = trial(Kind.FAULT)) {
      assertThatThrownBy(trial::place).isInstanceOf(StackOverflowError.class);
      assertThat(trial.participants().stock()).as("given back").isEqualTo("WITHDRAWN");
      assertThat(trial.place().state()).isInstanceOf(OrderState.Confirmed.class);
    }
  }

  @Test
  void reportsUnknownOutcomeUntilInventoryGivesTheStockBack() {
    try (Trial trial = trial(Kind.REQUEST_LOST, Kind.NONE, Kind.REQUEST_LOST)) {
      assertThatThrownBy(trial::place)
          .isInstanceOf(OutcomeUnknownException.class)
          .hasMessageContaining("stock may be held");
      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(() -> assertThat(trial.participants().stock()).isEqualTo("WITHDRAWN"));
      assertThat(trial.place().state()).isInstanceOf(OrderState.Confirmed.class);
    }
  }

  @Test
  void givesBackNothingWhenTheIntentMayBeStored() {
    try (Trial trial = trial(Kind.ANSWER_LOST)) {
      assertThatThrownBy(trial::place).isInstanceOf(OutcomeUnknownException.class);
      assertThat(trial.participants().asked()).containsExactly("reserve in ");
    }
  }

  @Test
  void keepsStockThatAnotherAttemptHolds() {
    try (Trial trial = trial(Kind.ANSWER_LOST, Kind.NONE, Kind.REQUEST_LOST)) {
      assertThatThrownBy(trial::place).isInstanceOf(OutcomeUnknownException.class);
      assertThatThrownBy(trial::place).isInstanceOf(OutcomeUnknownException.class);
      assertThat(trial.participants().stock()).isEqualTo("HELD");
    }
  }

  @Test
  void reservesNothingInParallelWhileIntentsCannotBeRecorded() {
    try (Trial trial = trial(Kind.REQUEST_LOST, Kind.NONE, Kind.NONE, Kind.REQUEST_LOST)) {
      assertThatThrownBy(trial::place).hasMessage("not stored");
      assertThatThrownBy(trial::place).hasMessage("not stored");
      assertThat(trial.participants().asked()).containsExactly("reserve in ", "withdraw in ");
      assertThat(trial.place().state()).isInstanceOf(OrderState.Confirmed.class);
    }
  }

  private Trial trial(Kind... kinds) {
    Disturbances disturbances = new Disturbances(List.of(kinds));
    PostgresOrderStore store = new PostgresOrderStore(database, TIMES);
    DisturbedStore disturbed = new DisturbedStore(store, disturbances);
    ModelParticipants participants =
        new ModelParticipants(ModelParticipants.Mood.WILLING, disturbances, () -> "");
    OrderSaga saga = new OrderSaga(disturbed, participants, participants, SETTINGS);
    OrderRecovery recovery = new OrderRecovery(disturbed, saga, SETTINGS);
    recovery.start();
    UnusedHolds unusedHolds = new UnusedHolds(participants, SETTINGS);
    unusedHolds.start();
    PlaceOrder placeOrder =
        new PlaceOrder(disturbed, participants, saga, recovery, unusedHolds, SETTINGS);
    return new Trial(store, recovery, unusedHolds, placeOrder, participants, request);
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(3));
  }

  /** One request, with the recovery behind it. */
  private record Trial(
      PostgresOrderStore store,
      OrderRecovery recovery,
      UnusedHolds unusedHolds,
      PlaceOrder placeOrder,
      ModelParticipants participants,
      OrderRequest request)
      implements AutoCloseable {

    Order place() {
      return switch (placeOrder.place(request, "test", budget())) {
        case PlaceResult.Placed placed -> placed.order();
        case PlaceResult.RequestIdReused reused -> throw new AssertionError(reused);
      };
    }

    Order find() {
      return store.find(request.orderId(), budget()).orElseThrow();
    }

    void awaitConfirmed() {
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> find().state() instanceof OrderState.Confirmed);
    }

    @Override
    public void close() {
      recovery.close();
      unusedHolds.close();
      store.close();
    }
  }
}
