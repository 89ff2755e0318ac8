package dev.waybill.cli.client;

/** What the commands that call services exit with, so that a script can tell. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int REFUSED = 3;
  public static final int UNDECIDED = 4;

  /** What a shell answers for a program that Ctrl-C ended. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
