package dev.waybill.common.failure;

/** The caller's time ran out before the work began: nothing was done. */
public final class TimeExpiredException extends NothingDoneException {
  public TimeExpiredException(String message) {
    super(message);
  }
}
