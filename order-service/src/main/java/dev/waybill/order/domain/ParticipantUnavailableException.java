package dev.waybill.order.domain;

/** Inventory or payment gave no answer to rely on; what they did is unknown and must be asked. */
public final class ParticipantUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ParticipantUnavailableException(String message) {
    super(message);
  }

  public ParticipantUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
