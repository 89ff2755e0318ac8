package dev.waybill.inventory.domain;

/** The state of a reservation as other services see it. */
public enum ReservationState {
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
