package dev.waybill.order.audit;

import static dev.waybill.order.domain.OrderState.VisibleState.CANCELLED;
import static dev.waybill.order.domain.OrderState.VisibleState.CANCELLING;
import static dev.waybill.order.domain.OrderState.VisibleState.COMPLETED;
import static dev.waybill.order.domain.OrderState.VisibleState.CONFIRMED;
import static dev.waybill.order.domain.OrderState.VisibleState.PENDING;
import static dev.waybill.order.domain.OrderState.VisibleState.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.order.domain.OrderState.VisibleState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A trail is without fault only if it is possible. */
final class EventTrailTest {

  @Test
  void possibleTrailsHaveNoFault() {
    assertThat(trail(PENDING, CONFIRMED, COMPLETED).faults(COMPLETED, 3)).isEmpty();
    assertThat(trail(PENDING, CONFIRMED, CANCELLING, CANCELLED).faults(CANCELLED, 4)).isEmpty();
    assertThat(trail(PENDING).faults(PENDING, 1)).isEmpty();
  }

  @Test
  void reportsOrderWithoutEvents() {
    assertThat(trail().faults(PENDING, 1)).containsExactly("has no events, expected 1");
  }

  @Test
  void reportsMissingEvent() {
    EventTrail trail = new EventTrail(List.of(entry(1, 1, PENDING), entry(3, 3, REJECTED)));

    assertThat(trail.faults(REJECTED, 3)).containsExactly("has version 3 after 1, expected 2");
  }

  @Test
  void reportsMissingFirstEvent() {
    EventTrail trail = new EventTrail(List.of(entry(2, 1, CONFIRMED)));

    assertThat(trail.faults(CONFIRMED, 2))
        .containsExactly("begins with version 2 CONFIRMED, expected 1 PENDING");
  }

  @Test
  void reportsIllegalStep() {
    assertThat(trail(PENDING, COMPLETED).faults(COMPLETED, 2))
        .containsExactly("went from PENDING to COMPLETED with version 2, which is no legal step");
  }

  @Test
  void reportsTrailThatEndsInAnotherState() {
    assertThat(trail(PENDING, CONFIRMED).faults(COMPLETED, 3))
        .containsExactly("ends with version 2 CONFIRMED, but the order is 3 COMPLETED");
  }

  @Test
  void reportsEventsOutOfOrder() {
    EventTrail trail = new EventTrail(List.of(entry(1, 7, PENDING), entry(2, 4, CONFIRMED)));

    assertThat(trail.faults(CONFIRMED, 2))
        .containsExactly("has version 2 at position 4, not after position 7 of the version before");
  }

  private static EventTrail trail(VisibleState... states) {
    return new EventTrail(
        IntStream.range(0, states.length).mapToObj(i -> entry(i + 1, i + 1, states[i])).toList());
  }

  private static EventTrail.Entry entry(long version, long position, VisibleState state) {
    return new EventTrail.Entry(version, position, state);
  }
}
