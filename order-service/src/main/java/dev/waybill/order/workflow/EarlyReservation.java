package dev.waybill.order.workflow;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Inventory;
import dev.waybill.order.domain.Inventory.Reservation;
import dev.waybill.order.domain.OrderCommand;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.ParticipantUnavailableException;
import java.util.function.Supplier;

/**
 * Stock that is reserved while the intent is still being recorded, which saves a new order one
 * wait.
 *
 * <p>Until the intent is known to be recorded, the reservation means nothing. Inventory is told
 * which attempt asks. It takes the decision back if that attempt's intent was not recorded and no
 * other attempt was told about it. See docs/decisions.md for every way in which this can break off.
 */
final class EarlyReservation {
  private final Supplier<Reservation> answer;
  private final boolean asked;

  private EarlyReservation(Supplier<Reservation> answer, boolean asked) {
    this.answer = answer;
    this.asked = asked;
  }

  /** Asks and waits. If there is no answer, throws only when {@link #answer} is called. */
  static EarlyReservation ask(Inventory inventory, OrderCommand.Place intent, TimeBudget budget) {
    OrderRequest request = intent.request();
    try {
      Reservation reservation =
          inventory.reserve(
              intent.orderId(), request.lines(), request.expectedTotal(), intent.claim(), budget);
      return new EarlyReservation(() -> reservation, true);
    } catch (RuntimeException silence) {
      return new EarlyReservation(
          () -> {
            throw silence;
          },
          !isUnasked(silence));
    }
  }

  private static boolean isUnasked(RuntimeException silence) {
    return silence instanceof ParticipantUnavailableException unavailable
        && !unavailable.wasAsked();
  }

  /** Asks only when the answer is needed, which is when the order is recorded. */
  static EarlyReservation none(Inventory inventory, OrderCommand.Place intent, TimeBudget budget) {
    OrderRequest request = intent.request();
    return new EarlyReservation(
        () ->
            inventory.reserve(
                intent.orderId(), request.lines(), request.expectedTotal(), null, budget),
        false);
  }

  /** Returns inventory's answer; throws what the request threw. */
  Reservation answer() {
    return answer.get();
  }

  /** Whether inventory may hold stock by now. */
  boolean wasAsked() {
    return asked;
  }
}
