package dev.waybill.order.domain;

/** The kinds of work that wait in the store until they are due. */
public enum DueWork {
  /** Undecided or half-compensated orders whose lease has expired. */
  RECOVERY,
  /** Confirmed orders, and orders whose fulfilment was interrupted. Claiming them starts it. */
  FULFILMENT
}
