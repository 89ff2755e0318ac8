package dev.waybill.cli.console;

/** The output of a command cannot be written, so it is pointless to print more. */
public final class LostOutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Has no message, because the stream knows the reason and reports it when the process ends. */
  public LostOutputException() {
    super("the output is lost");
  }
}
