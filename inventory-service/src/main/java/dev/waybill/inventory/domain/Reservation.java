package dev.waybill.inventory.domain;

import dev.waybill.inventory.domain.Pricing.Booking;
import dev.waybill.inventory.domain.ReservationRequest.AttemptId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Inventory's one decision for an order, in its current state. */
public sealed interface Reservation {

  /** The order that the decision is for. */
  OrderId orderId();

  /**
   * The current state; an order that was closed before anything was requested counts as released.
   */
  default ReservationState state() {
    return switch (this) {
      case Held _ -> ReservationState.HELD;
      case Committed _ -> ReservationState.COMMITTED;
      case Released _, Closed _ -> ReservationState.RELEASED;
      case Expired _ -> ReservationState.EXPIRED;
      case Refused _ -> ReservationState.REFUSED;
      case Withdrawn _ -> ReservationState.WITHDRAWN;
    };
  }

  /** The priced lines; null for an order that never had any. */
  default @Nullable Booking bookingOrNull() {
    return switch (this) {
      case Held(var _, Booking booking, var _, var _) -> booking;
      case Committed(var _, Booking booking) -> booking;
      case Released(var _, Booking booking) -> booking;
      case Expired(var _, Booking booking) -> booking;
      case Closed _, Refused _, Withdrawn _ -> null;
    };
  }

  /** The request, if there was one and it has not been withdrawn; otherwise null. */
  default @Nullable ReservationRequest requestOrNull() {
    Booking booking = bookingOrNull();
    if (booking != null) {
      return booking.request();
    }
    return this instanceof Refused refused ? refused.request() : null;
  }

  /** The attempt that can still withdraw the decision; null if none can. */
  default @Nullable AttemptId attemptOrNull() {
    return switch (this) {
      case Held held -> held.attempt();
      case Refused refused -> refused.attempt();
      case Withdrawn withdrawn -> withdrawn.attempt();
      case Committed _, Released _, Closed _, Expired _ -> null;
    };
  }

  /** When a hold expires by itself; null if the reservation is not a hold. */
  default @Nullable Instant expiryOrNull() {
    return this instanceof Held held ? held.expiresAt() : null;
  }

  /** How long a hold still lasts; zero if the reservation is not a hold. */
  default Duration remaining(Instant now) {
    if (this instanceof Held held && now.isBefore(held.expiresAt())) {
      return Duration.between(now, held.expiresAt());
    }
    return Duration.ZERO;
  }

  /**
   * The pieces are set aside until the hold expires.
   *
   * @param attempt the only attempt that knows the decision, for an order that was not recorded
   *     when it asked; null once another has asked, or if the order was recorded
   */
  record Held(OrderId orderId, Booking booking, Instant expiresAt, @Nullable AttemptId attempt)
      implements Reservation {
    /** How far the database's clock may be set back before the difference counts as a fault. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(30);

    /**
     * The furthest in the future that a hold can end; only a clock that ran ahead makes a later
     * one.
     */
    public static Duration furthestExpiry(Duration holdTime) {
      return holdTime.plus(CLOCK_SLACK);
    }

    boolean isOver(Instant now) {
      return !now.isBefore(expiresAt);
    }

    /** Whether only a wrong clock can have made the hold. */
    boolean isTooLong(Instant now, Duration holdTime) {
      return expiresAt.isAfter(now.plus(furthestExpiry(holdTime)));
    }
  }

  /** The pieces belong to the order permanently, unless released. */
  record Committed(OrderId orderId, Booking booking) implements Reservation {}

  /** The pieces were given back. Final. */
  record Released(OrderId orderId, Booking booking) implements Reservation {}

  /** Released before anything was requested: a late request gets nothing. Final. */
  record Closed(OrderId orderId) implements Reservation {}

  /** The hold expired; a repeat or a commit takes the pieces again while they are available. */
  record Expired(OrderId orderId, Booking booking) implements Reservation {}

  /**
   * Nothing was reserved. Final, unless the attempt withdraws its request.
   *
   * @param attempt as for {@link Held}
   */
  record Refused(
      OrderId orderId, ReservationRequest request, Refusal refusal, @Nullable AttemptId attempt)
      implements Reservation {}

  /** Nothing is decided, and a late request of this attempt must not be decided any more. */
  record Withdrawn(OrderId orderId, AttemptId attempt) implements Reservation {}

  /** The state of a reservation as other services see it. */
  enum ReservationState {
    /** Set aside until the hold expires. */
    HELD,
    /** Belongs to the order permanently, unless released. */
    COMMITTED,
    /** Given back, or closed before anything was reserved. */
    RELEASED,
    /** The hold expired. */
    EXPIRED,
    /** Nothing was reserved. */
    REFUSED,
    /** The only attempt that asked withdrew its request; nothing is decided. */
    WITHDRAWN
  }
}
