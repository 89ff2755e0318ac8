package dev.waybill.inventory.domain;

/** What has become of a reservation, as others see it. */
public enum ReservationState {
  /** Set aside until the hold expires. */
  HELD,
  /** The order's for good, unless released. */
  COMMITTED,
  /** Given back, or closed before anything was reserved. */
  RELEASED,
  /** The hold ran out. */
  EXPIRED,
  /** Nothing was reserved. */
  REFUSED,
  /** The only attempt that asked took its question back; nothing is decided. */
  WITHDRAWN
}
