package dev.waybill.common.config;

/** A setting whose value must not appear in a log or a message. */
public record Secret(String value) {
  /** Hides the value. */
  @Override
  public String toString() {
    return value.isEmpty() ? "(none)" : "******";
  }
}
