package dev.waybill.inventory.domain;

import java.time.Duration;
import java.time.Instant;

/** The one decision that inventory took for an order, as it stands now. */
public sealed interface Reservation {

  /** The order that was decided. */
  OrderId orderId();

  /** How long a hold still lasts; zero for everything that is no hold. */
  default Duration remaining(Instant now) {
    if (this instanceof Held held && now.isBefore(held.expiresAt())) {
      return Duration.between(now, held.expiresAt());
    }
    return Duration.ZERO;
  }

  /** The pieces are set aside until the hold expires. */
  record Held(OrderId orderId, Booking booking, Instant expiresAt) implements Reservation {

    boolean isOver(Instant now) {
      return !now.isBefore(expiresAt);
    }
  }

  /** The pieces are the order's for good, unless released. */
  record Committed(OrderId orderId, Booking booking) implements Reservation {}

  /** The pieces were given back. Final. */
  record Released(OrderId orderId, Booking booking) implements Reservation {}

  /** Released before anything was asked for: whatever comes late gets nothing. Final. */
  record Closed(OrderId orderId) implements Reservation {}

  /** The hold ran out and the pieces are available again; a commit may still take them. */
  record Expired(OrderId orderId, Booking booking) implements Reservation {}

  /** Nothing was reserved. Final. */
  record Refused(OrderId orderId, ReservationRequest request, Refusal refusal)
      implements Reservation {}
}
