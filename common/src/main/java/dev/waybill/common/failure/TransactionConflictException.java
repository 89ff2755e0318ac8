package dev.waybill.common.failure;

/** Other transactions came between, time and again. The database works, for everybody else too. */
public final class TransactionConflictException extends DatabaseUnavailableException {
  public TransactionConflictException(String message, Throwable cause) {
    super(message, cause);
  }
}
