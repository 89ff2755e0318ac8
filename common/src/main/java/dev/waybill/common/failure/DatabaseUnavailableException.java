package dev.waybill.common.failure;

/** The database is unusable at the moment; nothing was stored or read. */
public class DatabaseUnavailableException extends NothingDoneException {
  public DatabaseUnavailableException(String message) {
    super(message);
  }

  public DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
