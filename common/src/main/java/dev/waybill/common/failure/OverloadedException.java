package dev.waybill.common.failure;

/** A limit on waiting work is reached. Nothing was done, and an immediate retry makes it worse. */
public final class OverloadedException extends NothingDoneException {
  public OverloadedException(String message) {
    super(message);
  }
}
