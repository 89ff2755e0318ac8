package dev.waybill.order.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.workflow.Disturbances.Kind;
import dev.waybill.order.workflow.ModelParticipants.Mood;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Invariants of every order under any failures, on a real database. */
final class OrderSagaProperties {

  @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
  void everyOrderEndsAndItsParticipantsAgree(
      @ForAll Mood mood, @ForAll("disturbances") List<Kind> kinds, @ForAll boolean isImpatient) {
    SagaTrial trial = SagaTrial.run(mood, kinds, isImpatient);

    switch (trial.state()) {
      case "Completed" -> {
        assertThat(trial.participants().stock()).isEqualTo("COMMITTED");
        assertThat(trial.participants().money()).isEqualTo("CAPTURED");
      }
      case "Rejected", "Cancelled" -> {
        assertThat(trial.participants().stock()).isIn("NONE", "REFUSED", "RELEASED");
        assertThat(trial.participants().money()).isIn("NONE", "DECLINED", "VOIDED", "REFUNDED");
      }
      default -> throw new AssertionError("not an end: " + trial.state());
    }
  }

  @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
  void givesBackOnlyAfterTurningBackAndTakesNothingAfterwards(
      @ForAll Mood mood, @ForAll("losses") List<Kind> kinds, @ForAll boolean isImpatient) {
    List<String> asked = SagaTrial.run(mood, kinds, isImpatient).participants().asked();

    assertThat(asked)
        .isSubsetOf(
            "reserve in Pending",
            "authorize in Pending",
            "commit in Fulfilling",
            "capture in Fulfilling",
            "release in Rejecting",
            "cancel in Rejecting",
            "release in Cancelling",
            "cancel in Cancelling");
  }

  /** Mostly no failures, because otherwise few runs would get far. */
  @Provide
  Arbitrary<List<Kind>> disturbances() {
    return Arbitraries.of(
            Kind.NONE,
            Kind.NONE,
            Kind.NONE,
            Kind.REQUEST_LOST,
            Kind.ANSWER_LOST,
            Kind.CANCELLED_MEANWHILE)
        .list()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Kind>> losses() {
    return Arbitraries.of(Kind.NONE, Kind.NONE, Kind.REQUEST_LOST, Kind.ANSWER_LOST)
        .list()
        .ofMaxSize(12);
  }
}
