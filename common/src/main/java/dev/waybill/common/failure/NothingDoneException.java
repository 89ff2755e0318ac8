package dev.waybill.common.failure;

/** What was asked for was not done, and nothing of it is stored. */
public abstract class NothingDoneException extends RuntimeException {
  protected NothingDoneException(String message) {
    super(message);
  }

  protected NothingDoneException(String message, Throwable cause) {
    super(message, cause);
  }
}
