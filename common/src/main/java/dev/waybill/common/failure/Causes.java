package dev.waybill.common.failure;

/** Finds the cause to show an operator in a chain of exceptions. */
public final class Causes {
  private Causes() {}

  /** Returns the message of the innermost cause, or its type if it has no message. */
  public static String innermost(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
  }
}
