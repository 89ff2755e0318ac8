package dev.waybill.order.workflow;

import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.Inventory;
import dev.waybill.order.domain.Inventory.Reservation;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderRequest;
import dev.waybill.order.domain.ParticipantUnavailableException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stock that is reserved while the intent is still being recorded, which saves a new order one of
 * its waits.
 *
 * <p>Until the intent is known to be recorded, the reservation means nothing. A hold whose order
 * never comes to be ends by itself, and until then the same request finds it when it is sent again:
 * the order's id follows from the request and its content. See docs/decisions.md for every way in
 * which this can break off.
 */
final class EarlyReservation {

  private static final Logger LOG = LoggerFactory.getLogger(EarlyReservation.class);

  private final Inventory inventory;
  private final OrderId orderId;
  private final Supplier<Reservation> answer;

  private EarlyReservation(Inventory inventory, OrderId orderId, Supplier<Reservation> answer) {
    this.inventory = inventory;
    this.orderId = orderId;
    this.answer = answer;
  }

  /** Asks and waits, but leaves it to whoever wants the answer to hear that there is none. */
  static EarlyReservation ask(
      Inventory inventory, OrderId orderId, OrderRequest request, TimeBudget budget) {
    try {
      Reservation reservation =
          inventory.reserve(orderId, request.lines(), request.expectedTotal(), budget);
      return new EarlyReservation(inventory, orderId, () -> reservation);
    } catch (RuntimeException silence) {
      return new EarlyReservation(
          inventory,
          orderId,
          () -> {
            throw silence;
          });
    }
  }

  /** Asks only when the answer is wanted. */
  static EarlyReservation none(
      Inventory inventory, OrderId orderId, OrderRequest request, TimeBudget budget) {
    return new EarlyReservation(
        inventory,
        orderId,
        () -> inventory.reserve(orderId, request.lines(), request.expectedTotal(), budget));
  }

  /** What inventory answered; throws what asking it threw. */
  Reservation answer() {
    return answer.get();
  }

  /** For an order that can never come to be; one that may must find its stock again. */
  void letGo(TimeBudget budget) {
    try {
      inventory.release(orderId, budget);
    } catch (ParticipantUnavailableException e) {
      LOG.info(
          "stock for {}, which is no order, is held until it expires: {}", orderId, e.toString());
    }
  }
}
