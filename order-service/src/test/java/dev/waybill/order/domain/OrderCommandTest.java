package dev.waybill.order.domain;

import static dev.waybill.order.domain.OrderFixtures.TIMES;
import static dev.waybill.order.domain.OrderFixtures.anyPlace;
import static dev.waybill.order.domain.OrderFixtures.cancel;
import static dev.waybill.order.domain.OrderFixtures.changed;
import static dev.waybill.order.domain.OrderFixtures.confirm;
import static dev.waybill.order.domain.OrderFixtures.outOfStock;
import static dev.waybill.order.domain.OrderFixtures.place;
import static dev.waybill.order.domain.StoredStates.DUE;
import static dev.waybill.order.domain.StoredStates.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.caller.Caller;
import dev.waybill.common.caller.Role;
import dev.waybill.order.domain.ClaimedOrder.Lease;
import dev.waybill.order.domain.OrderCommand.Cancellation;
import dev.waybill.order.domain.OrderCommand.Placement;
import dev.waybill.order.domain.OrderReason.ReasonCode;
import dev.waybill.order.domain.OrderStep.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The effect of each command on an order in each state. */
final class OrderCommandTest {

  private final OrderCommand.Place place = anyPlace();
  private final OrderId id = place.orderId();
  private final Claim claim = place.claim();

  /** A dot means that the order is returned unchanged, because it is already past the step. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # state    | Confirm   | Reject   | StartRej. | FinishComp. | Complete  | FailFulfilment
          PENDING    | CONFIRMED | REJECTED | REJECTING | illegal     | illegal   | illegal
          CONFIRMED  | .         | .        | .         | illegal     | illegal   | illegal
          FULFILLING | illegal   | illegal  | illegal   | illegal     | COMPLETED | CANCELLING
          COMPLETED  | .         | .        | .         | .           | .         | .
          REJECTING  | .         | .        | .         | REJECTED    | .         | .
          REJECTED   | .         | .        | .         | .           | .         | .
          CANCELLING | .         | .        | .         | CANCELLED   | .         | .
          CANCELLED  | .         | .        | .         | .           | .         | .
          """)
  void stepsLeadToTheStatesInTheTable(
      String state,
      String confirm,
      String reject,
      String startRejecting,
      String finishCompensation,
      String complete,
      String failFulfilment) {
    OrderReason reason = outOfStock();
    assertStep(state, confirm(place), confirm);
    assertStep(state, new OrderStep.Reject(id, claim, reason), reject);
    assertStep(state, new OrderStep.StartRejecting(id, claim, reason), startRejecting);
    assertStep(state, new OrderStep.FinishCompensation(id, claim), finishCompensation);
    assertStep(state, new OrderStep.Complete(id, claim), complete);
    assertStep(state, new OrderStep.FailFulfilment(id, claim, reason), failFulfilment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "CONFIRMED"})
  void cancelStartsCancellingAndTakesOverTheOrder(String state) {
    OrderCommand.Cancel cancel = cancel(id);
    Decision decision = decide(state, cancel);

    ClaimedOrder cancelling = decision.changed().getFirst();
    OrderReason reason = OrderReason.of(ReasonCode.CANCELLED_BY_REQUEST);
    assertThat(decision.results()).containsExactly(new Cancellation.Turned(cancelling));
    assertThat(cancelling.order().state()).isEqualTo(new OrderState.Cancelling(reason));
    assertThat(cancelling.lease()).isEqualTo(new Lease(cancel.claim(), NOW.plus(TIMES.lease()), 0));
    assertThat(decision.events()).hasSize(1);
    assertThat(decision.events().getFirst().correlationId()).isEqualTo(cancel.correlationId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "CONFIRMED", "CANCELLED", "COMPLETED"})
  void cancelFindsNoOrderOfAnotherCustomer(String state) {
    Caller other = new Caller.Person("customer-2", Set.of(Role.CUSTOMER), Instant.MAX);
    Decision decision =
        decide(state, new OrderCommand.Cancel(id, other, Claim.fresh(), "correlation-2"));

    assertUnchanged(decision);
    assertThat(decision.results()).containsExactly(new Cancellation.NotFound(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "CONFIRMED"})
  void cancelIsForTheOwnerAndForOperators(String state) {
    for (Caller caller :
        List.of(
            new Caller.Person("customer-1", Set.of(Role.CUSTOMER), Instant.MAX),
            new Caller.Person("somebody", Set.of(Role.OPERATOR), Instant.MAX))) {
      Decision decision =
          decide(state, new OrderCommand.Cancel(id, caller, Claim.fresh(), "correlation-2"));

      assertThat(decision.results().getFirst()).isInstanceOf(Cancellation.Turned.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CANCELLING", "CANCELLED"})
  void cancellingAgainReturnsTheOrder(String state) {
    Decision decision = decide(state, cancel(id));

    assertUnchanged(decision);
    assertThat(decision.results().getFirst()).isInstanceOf(Cancellation.Repeated.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FULFILLING", "COMPLETED", "REJECTING", "REJECTED"})
  void cancelIsTooLate(String state) {
    Decision decision = decide(state, cancel(id));

    assertUnchanged(decision);
    assertThat(decision.results().getFirst()).isInstanceOf(Cancellation.TooLate.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PENDING", "CONFIRMED", "FULFILLING", "COMPLETED",
        "REJECTING", "REJECTED", "CANCELLING", "CANCELLED"
      })
  void placingAgainReturnsTheOrderInAnyState(String state) {
    assertThat(decide(state, place(place.request())).results().getFirst())
        .isInstanceOf(Placement.Repeated.class);
    assertThat(decide(state, place(changed(place.request()))).results())
        .containsExactly(new Placement.RequestIdReused(id));
    assertThat(decide(state, place).results().getFirst()).isInstanceOf(Placement.Recorded.class);
    assertUnchanged(decide(state, place));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PENDING    | a full lease
          CONFIRMED  | as before
          FULFILLING | a full lease
          COMPLETED  | as before
          REJECTING  | a full lease
          REJECTED   | as before
          CANCELLING | a full lease
          CANCELLED  | as before
          """)
  void newOwnerGetsFullLeaseIfWorkIsLeft(String state, String due) {
    Claim next = Claim.fresh();
    Decision decision = decide(state, new OrderStep.TakeOver(id, claim, next));

    Instant expected = "as before".equals(due) ? DUE : NOW.plus(TIMES.lease());
    assertThat(decision.events()).isEmpty();
    assertThat(decision.changed().getFirst().lease()).isEqualTo(new Lease(next, expected, 4));
  }

  @Test
  void aConfirmedOrderIsPricedAndDueForFulfilmentAfterTheDelay() {
    ClaimedOrder confirmed = decide("PENDING", confirm(place)).changed().getFirst();

    assertThat(confirmed.order().pricing()).isEqualTo(confirm(place).pricing());
    assertThat(confirmed.lease()).isEqualTo(new Lease(claim, NOW.plus(TIMES.fulfilmentDelay()), 0));
  }

  @Test
  void puttingOffCountsAsAnAttempt() {
    Duration pause = Duration.ofMillis(700);
    Decision decision = decide("REJECTING", new OrderStep.PutOff(id, claim, pause));

    assertThat(decision.events()).isEmpty();
    assertThat(decision.changed().getFirst().lease())
        .isEqualTo(new Lease(claim, NOW.plus(pause), 5));
  }

  @Test
  void stepsOnUnknownOrdersFindNothing() {
    Decision decision = Decision.of(List.of(), List.of(confirm(place), cancel(id)), NOW);

    assertThat(decision.results())
        .containsExactly(new StepResult.NotFound(id), new Cancellation.NotFound(id));
    assertUnchanged(decision);
  }

  @Test
  void laterCommandsOfAGroupBuildOnEarlierOnes() {
    OrderCommand.Cancel cancel = cancel(id);
    List<OrderCommand<?>> group =
        List.of(place, place(place.request()), confirm(place), cancel, confirm(place));
    Decision decision = Decision.of(List.of(), group, NOW);

    assertThat(decision.results())
        .extracting(result -> (Object) result.getClass())
        .containsExactly(
            Placement.Recorded.class,
            Placement.Repeated.class,
            StepResult.Applied.class,
            Cancellation.Turned.class,
            StepResult.Fenced.class);
    assertThat(decision.changed()).isEmpty();
    assertThat(decision.placed()).hasSize(1);
    assertThat(decision.placed().getFirst().order().version()).isEqualTo(3);
    assertThat(decision.events()).extracting(OrderEvent::version).containsExactly(1L, 2L, 3L);
  }

  private void assertStep(String state, OrderStep step, String expected) {
    if (expected.equals("illegal")) {
      assertThatThrownBy(() -> decide(state, step)).isInstanceOf(IllegalStateException.class);
      return;
    }
    Decision decision = decide(state, step);
    ClaimedOrder before = StoredStates.order(place, StoredStates.named(state));
    if (expected.equals(".")) {
      assertUnchanged(decision);
      assertThat(decision.results()).containsExactly(new StepResult.Applied(before));
      return;
    }
    ClaimedOrder after = decision.changed().getFirst();
    assertThat(decision.results()).containsExactly(new StepResult.Applied(after));
    assertThat(after.order().state()).isEqualTo(StoredStates.named(expected));
    assertThat(after.order().version()).isEqualTo(before.order().version() + 1);
    assertThat(after.order().updateTime()).isEqualTo(NOW);
    assertThat(after.claim()).isEqualTo(claim);
    assertThat(decision.events())
        .containsExactly(
            new OrderEvent(
                id,
                after.order().version(),
                place.request().customerId(),
                after.order().state(),
                NOW,
                place.correlationId()));
  }

  private static void assertUnchanged(Decision decision) {
    assertThat(decision.placed()).isEmpty();
    assertThat(decision.changed()).isEmpty();
    assertThat(decision.events()).isEmpty();
  }

  @Test
  void keepsTheTimeOfTheLastChangeIfTheClockWasSetBack() {
    ClaimedOrder stored = StoredStates.order(place, StoredStates.named("PENDING"));
    Instant last = stored.order().updateTime();

    Decision decision =
        Decision.of(List.of(stored), List.of(confirm(place)), last.minusSeconds(60));

    assertThat(decision.changed().getFirst().order().updateTime()).isEqualTo(last);
    assertThat(decision.events().getFirst().time()).isEqualTo(last);
  }

  private Decision decide(String state, OrderCommand<?> command) {
    ClaimedOrder stored = StoredStates.order(place, StoredStates.named(state));
    return Decision.of(List.of(stored), List.of(command), NOW);
  }
}
