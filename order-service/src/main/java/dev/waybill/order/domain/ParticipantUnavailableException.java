package dev.waybill.order.domain;

/** Inventory or payment gave no answer to rely on; what they did is unknown and must be asked. */
public final class ParticipantUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean asked;

  public ParticipantUnavailableException(String message) {
    super(message);
    this.asked = true;
  }

  /**
   * @param asked whether the question may have been sent
   */
  public ParticipantUnavailableException(String message, boolean asked, Throwable cause) {
    super(message, cause);
    this.asked = asked;
  }

  /** Whether the participant may have been asked; if not, it has surely done nothing. */
  public boolean wasAsked() {
    return asked;
  }
}
