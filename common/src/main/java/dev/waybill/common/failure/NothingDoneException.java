package dev.waybill.common.failure;

/** The request was not carried out, and nothing of it is stored. */
public abstract class NothingDoneException extends RuntimeException {
  protected NothingDoneException(String message) {
    super(message);
  }

  protected NothingDoneException(String message, Throwable cause) {
    super(message, cause);
  }
}
