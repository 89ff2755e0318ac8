package dev.waybill.inventory.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one decision that inventory took for an order, as it stands now. */
public sealed interface Reservation {

  /** The order that was decided. */
  OrderId orderId();

  /** What has become of it; an order that was closed unseen counts as released. */
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

  /** What was asked for, where something was and has not been taken back; null elsewhere. */
  default @Nullable ReservationRequest requestOrNull() {
    Booking booking = bookingOrNull();
    if (booking != null) {
      return booking.request();
    }
    return this instanceof Refused refused ? refused.request() : null;
  }

  /** The attempt that can still take the decision back; null when none can. */
  default @Nullable AttemptId attemptOrNull() {
    return switch (this) {
      case Held held -> held.attempt();
      case Refused refused -> refused.attempt();
      case Withdrawn withdrawn -> withdrawn.attempt();
      case Committed _, Released _, Closed _, Expired _ -> null;
    };
  }

  /** When a hold ends by itself; null for everything that is no hold. */
  default @Nullable Instant expiryOrNull() {
    return this instanceof Held held ? held.expiresAt() : null;
  }

  /** How long a hold still lasts; zero for everything that is no hold. */
  default Duration remaining(Instant now) {
    if (this instanceof Held held && now.isBefore(held.expiresAt())) {
      return Duration.between(now, held.expiresAt());
    }
    return Duration.ZERO;
  }

  /**
   * The pieces are set aside until the hold expires.
   *
   * @param attempt the only one that knows of the decision, for an order that was not recorded when
   *     it asked; null once anybody else has asked, or the order was recorded
   */
  record Held(OrderId orderId, Booking booking, Instant expiresAt, @Nullable AttemptId attempt)
      implements Reservation {
    /** What the database's clock may be set back by without anybody taking it for a fault. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(30);

    /** How far away the end of a hold can be; only a clock that ran ahead makes one beyond it. */
    public static Duration furthestExpiry(Duration holdTime) {
      return holdTime.plus(CLOCK_SLACK);
    }

    boolean isOver(Instant now) {
      return !now.isBefore(expiresAt);
    }

    /** Whether no clock that was right can have made the hold. */
    boolean isTooLong(Instant now, Duration holdTime) {
      return expiresAt.isAfter(now.plus(furthestExpiry(holdTime)));
    }
  }

  /** The pieces are the order's for good, unless released. */
  record Committed(OrderId orderId, Booking booking) implements Reservation {}

  /** The pieces were given back. Final. */
  record Released(OrderId orderId, Booking booking) implements Reservation {}

  /** Released before anything was asked for: whatever comes late gets nothing. Final. */
  record Closed(OrderId orderId) implements Reservation {}

  /** The hold ran out; a repeat or a commit takes the pieces again while they are available. */
  record Expired(OrderId orderId, Booking booking) implements Reservation {}

  /**
   * Nothing was reserved. Final, unless the attempt takes its question back.
   *
   * @param attempt as for {@link Held}
   */
  record Refused(
      OrderId orderId, ReservationRequest request, Refusal refusal, @Nullable AttemptId attempt)
      implements Reservation {}

  /** Nothing is decided, and what this attempt asked for is not to be decided any more. */
  record Withdrawn(OrderId orderId, AttemptId attempt) implements Reservation {}
}
