package dev.waybill.common.server;

/** Finds what to tell an operator in a chain of exceptions. */
final class Causes {
  private Causes() {}

  /** The message of the innermost cause, or its type where it has none. */
  static String innermost(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
  }
}
