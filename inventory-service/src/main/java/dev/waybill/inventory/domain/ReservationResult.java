package dev.waybill.inventory.domain;

import java.time.Duration;

/** The result of a command about a reservation. */
public sealed interface ReservationResult {

  /** The result of {@link StockCommand.Reserve}. */
  sealed interface OfReserve extends ReservationResult {}

  /** The result of {@link StockCommand.Commit}. */
  sealed interface OfCommit extends ReservationResult {}

  /** The result of {@link StockCommand.Expire}. */
  sealed interface OfExpire extends ReservationResult {}

  /** The reservation in its current state, and how long its hold still lasts. */
  record Standing(Reservation reservation, Duration remaining)
      implements OfReserve, OfCommit, OfExpire {}

  /** The order was decided with different content. */
  record ContentDiffers(OrderId orderId) implements OfReserve {}

  /** Nothing was ever decided for the order. */
  record Unknown(OrderId orderId) implements OfCommit, OfExpire {}

  /** The reservation can no longer be committed. */
  record NotHeld(Reservation reservation) implements OfCommit {}
}
