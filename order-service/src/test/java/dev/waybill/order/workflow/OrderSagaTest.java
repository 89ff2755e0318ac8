package dev.waybill.order.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.db.Database;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.OrderPorts;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderLine;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.OrderState;
import dev.waybill.order.domain.OrderTimes;
import dev.waybill.order.domain.Placement;
import dev.waybill.order.store.PostgresOrderStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The outcome of a single run of the saga. */
final class OrderSagaTest {
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

  @AutoClose private final PostgresOrderStore store = new PostgresOrderStore(database, TIMES);

  @Test
  void asksPaymentEvenIfInventoryUsedUpTheTime() {
    ClaimedOrder placed = place();
    ClaimedOrder late =
        new ClaimedOrder(
            placed.order(), placed.lease(), placed.readTime().plus(TIMES.decisionLimit()));
    ModelParticipants participants =
        new ModelParticipants(
            ModelParticipants.Mood.WILLING, new Disturbances(List.of()), () -> "");

    SagaOutcome outcome =
        new OrderSaga(store, participants, participants, SETTINGS).run(late, budget());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SagaOutcome.AtRest.class,
            rest -> assertThat(rest.order().state()).isInstanceOf(OrderState.Confirmed.class));
  }

  private ClaimedOrder place() {
    OrderRequest request =
        new OrderRequest(
            UUID.randomUUID(), "customer-1", List.of(new OrderLine("SKU-001", 1)), "tok_ok", null);
    OrderCommand.Place place = OrderCommand.Place.of(request, Claim.fresh(), "test");
    return switch (store.beginNew(place, budget()).get()) {
      case Placement.Recorded recorded -> recorded.claimed();
      case Placement other -> throw new AssertionError(other);
    };
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(10));
  }
}
