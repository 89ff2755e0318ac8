package dev.waybill.inventory.domain;

import java.time.Duration;

/** What a command about a reservation came to. */
public sealed interface ReservationResult extends CommandResult {

  /** The reservation as it stands, and how long its hold still lasts. */
  record Standing(Reservation reservation, Duration remaining) implements ReservationResult {}

  /** The order was decided with other content. */
  record ContentDiffers(OrderId orderId) implements ReservationResult {}

  /** Nothing was ever decided for the order. */
  record Unknown(OrderId orderId) implements ReservationResult {}

  /** The reservation can no longer be committed. */
  record NotHeld(Reservation reservation) implements ReservationResult {}
}
