package dev.waybill.cli.client;

/** What the client commands exit with, so that a script can tell. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int REFUSED = 3;
  static final int UNDECIDED = 4;

  private ExitCode() {}
}
