package dev.waybill.order.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.order.domain.OrderState;
import dev.waybill.order.workflow.Disturbances.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which failures reach the caller, and which are left to recovery. */
final class PlaceOrderTest {

  @Test
  void answersPendingWhenTheConfirmationCannotBeStored() {
    try (OrderScene scene =
        OrderScene.where()
            .intent(Kind.NONE)
            .reserve(Kind.NONE)
            .authorize(Kind.NONE)
            .confirm(Kind.REQUEST_LOST)
            .scene()) {
      assertThat(scene.place().state()).isInstanceOf(OrderState.Pending.class);
      scene.awaitConfirmed();
    }
  }

  @Test
  void recognisesAConfirmationThatWasStoredAfterAll() {
    try (OrderScene scene =
        OrderScene.where()
            .intent(Kind.NONE)
            .reserve(Kind.NONE)
            .authorize(Kind.NONE)
            .confirm(Kind.ANSWER_LOST)
            .scene()) {
      assertThat(scene.place().state()).isInstanceOf(OrderState.Pending.class);
      scene.awaitConfirmed();
      assertThat(scene.stored().version()).isEqualTo(2);
    }
  }

  @Test
  void failsWhenTheIntentMayOrMayNotBeStored() {
    try (OrderScene scene = OrderScene.where().intent(Kind.ANSWER_LOST).scene()) {
      assertThatThrownBy(scene::place).isInstanceOf(OutcomeUnknownException.class);
      assertThat(scene.place().state()).isInstanceOf(OrderState.Pending.class);
      scene.awaitConfirmed();
    }
  }

  @Test
  void storesNothingWhenTheIntentFails() {
    try (OrderScene scene = OrderScene.where().intent(Kind.REQUEST_LOST).scene()) {
      assertThatThrownBy(scene::place).hasMessage("not stored");
      assertThat(scene.isStored()).isFalse();
      assertThat(scene.participants().stock()).as("given back").isEqualTo("WITHDRAWN");
      assertThat(scene.place().state()).isInstanceOf(OrderState.Confirmed.class);
      assertThat(scene.participants().asked())
          .containsExactly("reserve in ", "withdraw in ", "reserve in ", "authorize in ");
    }
  }

  @Test
  void withdrawsStockWhenRecordingThrowsAnError() {
    try (OrderScene scene = OrderScene.where().intent(Kind.FAULT).scene()) {
      assertThatThrownBy(scene::place).isInstanceOf(StackOverflowError.class);
      assertThat(scene.participants().stock()).as("given back").isEqualTo("WITHDRAWN");
      assertThat(scene.place().state()).isInstanceOf(OrderState.Confirmed.class);
    }
  }

  @Test
  void reportsUnknownOutcomeUntilInventoryGivesTheStockBack() {
    try (OrderScene scene =
        OrderScene.where()
            .intent(Kind.REQUEST_LOST)
            .reserve(Kind.NONE)
            .withdraw(Kind.REQUEST_LOST)
            .scene()) {
      assertThatThrownBy(scene::place)
          .isInstanceOf(OutcomeUnknownException.class)
          .hasMessageContaining("stock may be held");
      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(() -> assertThat(scene.participants().stock()).isEqualTo("WITHDRAWN"));
      assertThat(scene.place().state()).isInstanceOf(OrderState.Confirmed.class);
    }
  }

  @Test
  void givesBackNothingWhenTheIntentMayBeStored() {
    try (OrderScene scene = OrderScene.where().intent(Kind.ANSWER_LOST).scene()) {
      assertThatThrownBy(scene::place).isInstanceOf(OutcomeUnknownException.class);
      assertThat(scene.participants().asked()).containsExactly("reserve in ");
    }
  }

  @Test
  void keepsStockThatAnotherAttemptHolds() {
    try (OrderScene scene =
        OrderScene.where()
            .intent(Kind.ANSWER_LOST)
            .reserve(Kind.NONE)
            .intent(Kind.REQUEST_LOST)
            .scene()) {
      assertThatThrownBy(scene::place).isInstanceOf(OutcomeUnknownException.class);
      assertThatThrownBy(scene::place).isInstanceOf(OutcomeUnknownException.class);
      assertThat(scene.participants().stock()).isEqualTo("HELD");
    }
  }

  @Test
  void reservesNothingInParallelWhileIntentsCannotBeRecorded() {
    try (OrderScene scene =
        OrderScene.where()
            .intent(Kind.REQUEST_LOST)
            .reserve(Kind.NONE)
            .withdraw(Kind.NONE)
            .intent(Kind.REQUEST_LOST)
            .scene()) {
      assertThatThrownBy(scene::place).hasMessage("not stored");
      assertThatThrownBy(scene::place).hasMessage("not stored");
      assertThat(scene.participants().asked()).containsExactly("reserve in ", "withdraw in ");
      assertThat(scene.place().state()).isInstanceOf(OrderState.Confirmed.class);
    }
  }
}
