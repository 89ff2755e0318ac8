package dev.waybill.order.domain;

import dev.waybill.order.domain.ClaimedOrder.Lease;
import java.time.Duration;
import java.time.Instant;

/** An order that is already in a given state, for tests of what can happen to it next. */
public final class StoredStates {

  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /** When the lease or pause of every order here ends. */
  static final Instant DUE = NOW.plus(Duration.ofSeconds(3));

  private StoredStates() {}

  /** An order that was placed by the command and has been in the state for a minute. */
  static ClaimedOrder order(OrderCommand.Place place, OrderState state) {
    Instant then = NOW.minus(Duration.ofMinutes(1));
    Order placed = Order.placed(place, then);
    Order order = state instanceof OrderState.Pending ? placed : placed.moveTo(state, then);
    return new ClaimedOrder(order, new Lease(place.claim(), DUE, 4), then);
  }

  static OrderState named(String name) {
    OrderReason reason = OrderFixtures.outOfStock();
    return switch (name) {
      case "PENDING" -> new OrderState.Pending();
      case "CONFIRMED" -> new OrderState.Confirmed();
      case "FULFILLING" -> new OrderState.Fulfilling();
      case "COMPLETED" -> new OrderState.Completed();
      case "REJECTING" -> new OrderState.Rejecting(reason);
      case "REJECTED" -> new OrderState.Rejected(reason);
      case "CANCELLING" -> new OrderState.Cancelling(reason);
      case "CANCELLED" -> new OrderState.Cancelled(reason);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
