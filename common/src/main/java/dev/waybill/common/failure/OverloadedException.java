package dev.waybill.common.failure;

/**
 * A bound on waiting work is reached: nothing was done, and trying again at once makes it worse.
 */
public final class OverloadedException extends NothingDoneException {
  public OverloadedException(String message) {
    super(message);
  }
}
