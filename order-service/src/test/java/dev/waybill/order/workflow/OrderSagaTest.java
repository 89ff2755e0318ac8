package dev.waybill.order.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.domain.ClaimedOrder;
import dev.waybill.order.domain.OrderState;
import dev.waybill.order.workflow.OrderSaga.SagaOutcome;
import org.junit.jupiter.api.Test;

/** The outcome of a single run of the saga. */
final class OrderSagaTest {

  @Test
  void asksPaymentEvenIfInventoryUsedUpTheTime() {
    try (OrderScene scene = OrderScene.withoutFailures()) {
      ClaimedOrder placed = scene.record();
      ClaimedOrder late =
          new ClaimedOrder(
              placed.order(),
              placed.lease(),
              placed.readTime().plus(OrderScene.TIMES.decisionLimit()));

      SagaOutcome outcome = scene.saga().run(late, OrderScene.budget());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              SagaOutcome.AtRest.class,
              rest -> assertThat(rest.order().state()).isInstanceOf(OrderState.Confirmed.class));
    }
  }
}
