package dev.waybill.order.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.testing.LoggedLines;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.audit.OrderHistory;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderFixtures;
import dev.waybill.order.domain.ParticipantUnavailableException;
import dev.waybill.order.workflow.Disturbances.Kind;
import dev.waybill.order.workflow.OrderSaga.SagaOutcome;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An outage interrupts the run of every order; the log reports the outage once, not once per order.
 */
final class OutageLinesTest {
  private static final int ORDERS = 20;
  private static final TimeBudget BUDGET = TimeBudget.of(Duration.ofMinutes(1));
  private static final WorkflowSettings.Background BACKGROUND =
      new WorkflowSettings.Background(Duration.ofMillis(20), 1);
  private static final WorkflowSettings SETTINGS =
      new WorkflowSettings(OrderFixtures.TIMES, Duration.ofMinutes(1), 10, BACKGROUND, BACKGROUND);

  private final HistoryStore history = new HistoryStore(new OrderHistory());
  private final Disturbances ofStore = new Disturbances(List.of());
  private final Disturbances ofParticipants = new Disturbances(List.of());
  private final DisturbedStore store = new DisturbedStore(history, ofStore);
  private final ModelParticipants participants =
      new ModelParticipants(ModelParticipants.Mood.WILLING, ofParticipants, () -> "");
  private final OrderSaga saga =
      new OrderSaga(store, participants, participants, SETTINGS, Interruptions.IGNORED);

  @Test
  void logsParticipantOutageAndRecoveryOnce() {
    UnattendedRun run = new UnattendedRun(store, saga, SETTINGS);
    Collections.nCopies(ORDERS, Kind.REQUEST_LOST).forEach(ofParticipants::add);

    try (LoggedLines lines = new LoggedLines(UnattendedRun.class.getName())) {
      for (int i = 0; i <= ORDERS; i++) {
        run.run(placed(), BUDGET);
      }

      assertThat(written(lines))
          .containsExactly(
              "WARN finishing orders: reserve lost",
              "INFO finishing orders: works again after a while, 20 failures");
    }
  }

  @Test
  void logsOnceThatOrdersCannotBePutOff() {
    UnattendedRun run = new UnattendedRun(store, saga, SETTINGS);
    Collections.nCopies(ORDERS, Kind.REQUEST_LOST).forEach(ofParticipants::add);
    Collections.nCopies(ORDERS, Kind.REQUEST_LOST).forEach(ofStore::add);

    try (LoggedLines lines = new LoggedLines(UnattendedRun.class.getName())) {
      for (int i = 0; i < ORDERS; i++) {
        run.run(placed(), BUDGET);
      }

      assertThat(written(lines))
          .containsExactly(
              "WARN finishing orders: reserve lost", "WARN putting orders off: not stored");
    }
  }

  @Test
  void logsOnceThatOrdersCannotBeTakenOver() {
    OrderRecovery recovery = new OrderRecovery(store, saga, SETTINGS);
    List<ClaimedOrder> orders = Collections.nCopies(ORDERS + 1, placed());
    Collections.nCopies(ORDERS, Kind.REQUEST_LOST).forEach(ofStore::add);

    try (LoggedLines lines = new LoggedLines(OrderRecovery.class.getName())) {
      orders.forEach(order -> recovery.handOver(silence(order)));
      recovery.start();
      await().until(() -> !lines.with("works again").isEmpty());
      recovery.close();

      assertThat(written(lines))
          .containsExactly(
              "WARN taking orders over: not stored",
              "INFO taking orders over: works again after a while, 20 failures");
    }
  }

  private static List<String> written(LoggedLines lines) {
    return lines.with("").stream().map(line -> line.replaceAll("\\d+s", "a while")).toList();
  }

  private static SagaOutcome.Interrupted silence(ClaimedOrder order) {
    return new SagaOutcome.Interrupted(order, new ParticipantUnavailableException("no answer"));
  }

  private ClaimedOrder placed() {
    Placement result = history.apply(OrderFixtures.anyPlace(), BUDGET);
    return ((Placement.Recorded) result).claimed();
  }
}
