package dev.waybill.order.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Claim;
import dev.waybill.order.domain.Inventory.CommitOutcome;
import dev.waybill.order.domain.Inventory.Reservation;
import dev.waybill.order.domain.Order.Pricing;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderReason.ReasonCode;
import dev.waybill.order.domain.OrderRequest.OrderLine;
import dev.waybill.order.domain.ParticipantUnavailableException;
import dev.waybill.order.participants.ScriptedInventory;
import dev.waybill.order.participants.ScriptedParticipants;
import dev.waybill.order.participants.Scripts;
import dev.waybill.proto.inventory.v1.Refusal;
import dev.waybill.proto.inventory.v1.RefusalReason;
import dev.waybill.proto.inventory.v1.ReservationState;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How order-service interprets inventory's answers, refusals and missing answers. */
final class GrpcInventoryTest {

  private static final OrderId ORDER = new OrderId(UUID.randomUUID());
  private static final List<OrderLine> LINES =
      List.of(new OrderLine("SKU-001", 2), new OrderLine("SKU-002", 1));

  @AutoClose private final ScriptedParticipants participants = ScriptedParticipants.start();

  private final ScriptedInventory scripted = participants.inventory();
  private final GrpcInventory inventory = new GrpcInventory(participants.channel());

  @Test
  void readsPricesAndTheRemainingTime() {
    Money price = new Money("EUR", 250);

    assertThat(reserve())
        .isEqualTo(
            new Reservation.Held(
                new Pricing(List.of(price, price), new Money("EUR", 750)), Duration.ofMinutes(15)));
  }

  @ParameterizedTest
  @EnumSource(
      value = RefusalReason.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"REFUSAL_REASON_UNSPECIFIED", "UNRECOGNIZED"})
  void passesEveryRefusalOnByItsName(RefusalReason reason) {
    ReasonCode code = ReasonCode.valueOf(reason.name().substring("REFUSAL_REASON_".length()));
    scripted.reserve =
        request ->
            ScriptedInventory.refused(
                request.getOrderId(), Refusal.newBuilder().setReason(reason).build());

    assertThat(reserve())
        .isInstanceOfSatisfying(
            Reservation.Refused.class,
            refused -> assertThat(refused.reason().code()).isEqualTo(code));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "RESERVATION_STATE_RELEASED",
        "RESERVATION_STATE_EXPIRED",
        "RESERVATION_STATE_WITHDRAWN"
      })
  void treatsAnEndedHoldAsGone(ReservationState state) {
    scripted.reserve = request -> ScriptedInventory.inState(request.getOrderId(), state);

    assertThat(reserve()).isEqualTo(new Reservation.Gone());
  }

  @Test
  void treatsPricesThatDoNotMatchTheLinesAsNoAnswer() {
    scripted.reserve =
        request -> ScriptedInventory.held(request).toBuilder().removePricedLines(0).build();

    assertThatThrownBy(this::reserve).isInstanceOf(ParticipantUnavailableException.class);
  }

  @Test
  void treatsARefusalOfTomorrowAsNoAnswer() {
    scripted.reserve =
        request ->
            ScriptedInventory.refused(
                request.getOrderId(), Refusal.newBuilder().setReasonValue(99).build());

    assertThatThrownBy(this::reserve).isInstanceOf(ParticipantUnavailableException.class);
  }

  @Test
  void treatsAStateOfTomorrowAsNoAnswer() {
    scripted.reserve =
        request -> ScriptedInventory.held(request).toBuilder().setStateValue(99).build();

    assertThatThrownBy(this::reserve).isInstanceOf(ParticipantUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource({"NOT_FOUND, RESERVATION_NOT_FOUND", "FAILED_PRECONDITION, RESERVATION_NOT_HELD"})
  void treatsADeclaredErrorAsLostStock(Code code, String reason) {
    scripted.commit = Scripts.failing(code, reason);

    assertThat(commit()).isEqualTo(CommitOutcome.STOCK_LOST);
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, DATABASE_UNAVAILABLE",
    "RESOURCE_EXHAUSTED, OVERLOADED",
    "NOT_FOUND, X",
    "FAILED_PRECONDITION, X",
    "INTERNAL, X"
  })
  void treatsAnyOtherErrorAsNoAnswer(Code code, String reason) {
    scripted.commit = Scripts.failing(code, reason);

    assertThatThrownBy(this::commit).isInstanceOf(ParticipantUnavailableException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"RESERVATION_STATE_HELD", "RESERVATION_STATE_COMMITTED"})
  void doesNotTreatHeldStockAsReleased(ReservationState state) {
    scripted.release = request -> ScriptedInventory.inState(request.getOrderId(), state);

    assertThatThrownBy(() -> inventory.release(ORDER, budget()))
        .isInstanceOf(ParticipantUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "RESERVATION_STATE_WITHDRAWN, true",
    "RESERVATION_STATE_REFUSED, true",
    "RESERVATION_STATE_RELEASED, true",
    "RESERVATION_STATE_EXPIRED, true",
    "RESERVATION_STATE_HELD, false",
    "RESERVATION_STATE_COMMITTED, false"
  })
  void readsWhetherAWithdrawalLeftSomethingHeld(ReservationState state, boolean holdsNothing) {
    Claim attempt = Claim.fresh();
    scripted.withdraw =
        request -> {
          assertThat(request.getAttemptId()).isEqualTo(attempt.value().toString());
          return ScriptedInventory.inState(request.getOrderId(), state);
        };

    assertThat(inventory.withdraw(ORDER, attempt, budget())).isEqualTo(holdsNothing);
  }

  @Test
  void sendsTheAttemptWhileTheOrderIsNotRecorded() {
    List<String> attempts = new CopyOnWriteArrayList<>();
    scripted.reserve =
        request -> {
          attempts.add(request.hasAttemptId() ? request.getAttemptId() : "none");
          return ScriptedInventory.held(request);
        };
    Claim attempt = Claim.fresh();

    var _ = inventory.reserve(ORDER, LINES, null, attempt, budget());
    var _ = reserve();

    assertThat(attempts).containsExactly(attempt.value().toString(), "none");
  }

  @Test
  void distinguishesAnUnsentCallFromAMissingAnswer() {
    assertThatThrownBy(
            () -> inventory.reserve(ORDER, LINES, null, null, TimeBudget.of(Duration.ofMillis(1))))
        .isInstanceOfSatisfying(
            ParticipantUnavailableException.class,
            unasked -> assertThat(unasked.wasAsked()).isFalse());
    scripted.reserve = Scripts.failing(Code.UNAVAILABLE, "OUTCOME_UNKNOWN");
    assertThatThrownBy(this::reserve)
        .isInstanceOfSatisfying(
            ParticipantUnavailableException.class,
            silence -> assertThat(silence.wasAsked()).isTrue());
  }

  private Reservation reserve() {
    return inventory.reserve(ORDER, LINES, null, null, budget());
  }

  private CommitOutcome commit() {
    return inventory.commit(ORDER, budget());
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(3));
  }
}
