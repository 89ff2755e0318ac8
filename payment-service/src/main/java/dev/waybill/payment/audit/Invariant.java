package dev.waybill.payment.audit;

/** The invariants that payment-service can check alone, by their names in docs/reliability.md. */
enum Invariant {
  /** Money adds up. */
  I2,
  /** Nothing is dated in the future. */
  I4
}
