package dev.waybill.order.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.audit.EventTrail;
import dev.waybill.order.domain.OrderState.VisibleState;
import dev.waybill.order.workflow.ModelParticipants.Mood;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How an order may end, derived from what happened to it and not from how the code works.
 *
 * @param told the states that callers were told
 */
record SagaOutcomeModel(
    Mood mood,
    EventTrail trail,
    ModelParticipants participants,
    List<VisibleState> told,
    Course course) {

  /**
   * What happened on the way.
   *
   * @param wasCancelled whether a caller was told that the order is cancelled
   * @param wasDisturbed whether a message was lost or late, a run died, or time passed
   */
  record Course(boolean cancelWasTried, boolean wasCancelled, boolean wasDisturbed) {}

  /**
   * The direction is durable: each request follows from a state that the store has returned to the
   * requester, and nothing is given back before that state is stored. Only stock is reserved in
   * parallel with the intent, and withdrawn if the intent was not recorded. A run that lost its
   * order without knowing it yet may still send its next request.
   */
  private static final Pattern ALLOWED =
      Pattern.compile(
          "reserve in \\w+, known (None|Pending)"
              + "|withdraw in \\w+, known None"
              + "|authorize in (?!None)\\w+, known Pending"
              + "|(commit|capture) in (Fulfilling|Completed|Cancelling|Cancelled), known Fulfilling"
              + "|(release|cancel) in (Rejecting|Rejected), known Rejecting"
              + "|(release|cancel) in (Cancelling|Cancelled), known Cancelling");

  static boolean mayBeAsked(String asked) {
    return ALLOWED.matcher(asked).matches();
  }

  /** The last state of the order, or "none" without an order. */
  String end() {
    return trail.entries().isEmpty() ? "none" : trail.entries().getLast().state().name();
  }

  void check() {
    if (trail.entries().isEmpty()) {
      // Nothing was promised. A hold that no run could give back expires by itself.
      assertThat(told).isEmpty();
      assertThat(participants.stock()).isIn("NONE", "HELD", "REFUSED", "WITHDRAWN");
      assertThat(participants.money()).isEqualTo("NONE");
      return;
    }
    VisibleState end = trail.entries().getLast().state();
    assertThat(end.isFinal()).as("final: %s", end).isTrue();
    assertThat(end).isIn(possibleEnds());
    assertThat(told).as("I3: %s", end).allMatch(state -> canBecome(state, end));
    if (end == VisibleState.COMPLETED) {
      assertThat(participants.stock()).as("I7").isEqualTo("COMMITTED");
      assertThat(participants.money()).as("I2").isEqualTo("CAPTURED");
    } else if (turnedBack()) {
      // Even if there was nothing to give back: then the id is closed to late requests.
      assertThat(participants.stock()).as("I7").isIn("RELEASED", "REFUSED");
      assertThat(participants.money()).as("I2, I7").isIn("VOIDED", "DECLINED", "REFUNDED");
    } else {
      assertThat(participants.stock()).as("I7").isEqualTo("REFUSED");
      assertThat(participants.money()).as("I2, I7").isEqualTo("NONE");
    }
  }

  private Set<VisibleState> possibleEnds() {
    if (course.wasCancelled()) {
      return Set.of(VisibleState.CANCELLED);
    }
    if (!course.wasDisturbed() && !course.cancelWasTried()) {
      return Set.of(
          switch (mood) {
            case WILLING -> VisibleState.COMPLETED;
            case OUT_OF_STOCK, CARD_DECLINED -> VisibleState.REJECTED;
            case STOCK_LOST, CAPTURE_REFUSED -> VisibleState.CANCELLED;
          });
    }
    return switch (mood) {
      case WILLING -> Set.of(VisibleState.COMPLETED, VisibleState.REJECTED, VisibleState.CANCELLED);
      case OUT_OF_STOCK, CARD_DECLINED, STOCK_LOST, CAPTURE_REFUSED ->
          Set.of(VisibleState.REJECTED, VisibleState.CANCELLED);
    };
  }

  private boolean turnedBack() {
    return trail.entries().stream()
        .map(EventTrail.Entry::state)
        .anyMatch(state -> state == VisibleState.REJECTING || state == VisibleState.CANCELLING);
  }

  private static boolean canBecome(VisibleState told, VisibleState end) {
    return told == end
        || Set.of(VisibleState.values()).stream()
            .anyMatch(next -> told.leadsTo(next) && canBecome(next, end));
  }
}
