package dev.waybill.inventory.domain;

import java.time.Duration;

/** What a command about a reservation came to. */
public sealed interface ReservationResult {

  /** What {@link StockCommand.Reserve} comes to. */
  sealed interface OfReserve extends ReservationResult {}

  /** What {@link StockCommand.Commit} comes to. */
  sealed interface OfCommit extends ReservationResult {}

  /** What {@link StockCommand.Expire} comes to. */
  sealed interface OfExpire extends ReservationResult {}

  /** The reservation as it stands, and how long its hold still lasts. */
  record Standing(Reservation reservation, Duration remaining)
      implements OfReserve, OfCommit, OfExpire {}

  /** The order was decided with other content. */
  record ContentDiffers(OrderId orderId) implements OfReserve {}

  /** Nothing was ever decided for the order. */
  record Unknown(OrderId orderId) implements OfCommit, OfExpire {}

  /** The reservation can no longer be committed. */
  record NotHeld(Reservation reservation) implements OfCommit {}
}
