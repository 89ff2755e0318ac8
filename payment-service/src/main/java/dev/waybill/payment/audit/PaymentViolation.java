package dev.waybill.payment.audit;

/** A place where the books break an invariant. */
public record PaymentViolation(Invariant invariant, String resource, String description) {
  /** The invariants that payment-service can check alone, by the names of docs/reliability.md. */
  public enum Invariant {
    /** Money adds up. */
    I2,
    /** Nothing is dated in the future. */
    I4
  }
}
