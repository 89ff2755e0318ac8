package dev.waybill.common.failure;

/** Concurrent transactions conflicted repeatedly. The database itself works, also for others. */
public final class TransactionConflictException extends DatabaseUnavailableException {
  public TransactionConflictException(String message, Throwable cause) {
    super(message, cause);
  }
}
