package dev.waybill.order.domain;

/** The kinds of work that wait in the store until they are due. */
public enum DueWork {
  /** Undecided or half-compensated orders whose owner's time is over. */
  RECOVERY,
  /** Confirmed orders, and those whose fulfilment was broken off. Claiming them starts it. */
  FULFILMENT
}
