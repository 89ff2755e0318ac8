package dev.waybill.order.domain;

/** Inventory or payment gave no reliable answer; the outcome is unknown, so ask again. */
public final class ParticipantUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean asked;

  public ParticipantUnavailableException(String message) {
    super(message);
    this.asked = true;
  }

  /**
   * @param asked whether the request may have been sent
   */
  public ParticipantUnavailableException(String message, boolean asked, Throwable cause) {
    super(message, cause);
    this.asked = asked;
  }

  /**
   * Whether the participant may have received the request; if not, it has certainly done nothing.
   */
  public boolean wasAsked() {
    return asked;
  }
}
