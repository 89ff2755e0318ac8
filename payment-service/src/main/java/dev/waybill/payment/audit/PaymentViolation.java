package dev.waybill.payment.audit;

/** A place where the books violate an invariant. */
public record PaymentViolation(Invariant invariant, String resource, String description) {
  /** The invariants that payment-service can check alone, by their names in docs/reliability.md. */
  public enum Invariant {
    /** Money adds up. */
    I2,
    /** Nothing is dated in the future. */
    I4
  }
}
