package dev.waybill.payment.domain;

/** The card processor did not answer in time; the requested step may or may not have happened. */
public final class ProcessorTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ProcessorTimeoutException(String message) {
    super(message);
  }

  public ProcessorTimeoutException(String message, Throwable cause) {
    super(message, cause);
  }
}
