package dev.waybill.cli.client;

/** Exit codes of the commands that call services, so that scripts can tell outcomes apart. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int REFUSED = 3;
  public static final int UNDECIDED = 4;

  /** The code a shell reports for a program that Ctrl-C ended. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
