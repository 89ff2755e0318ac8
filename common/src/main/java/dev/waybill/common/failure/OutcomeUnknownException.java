package dev.waybill.common.failure;

/** The work may or may not be stored: only asking again with the same id tells. */
public final class OutcomeUnknownException extends RuntimeException {
  public OutcomeUnknownException(String message) {
    super(message);
  }

  public OutcomeUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
