package dev.waybill.cli.console;

/** What a command printed cannot be written, so there is no use in printing more. */
public final class LostOutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The stream itself knows why, and says so when the process ends. */
  public LostOutputException() {
    super("the output is lost");
  }
}
