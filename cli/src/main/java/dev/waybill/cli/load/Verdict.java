package dev.waybill.cli.load;

import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.output.Style;

/** Whether a run can be trusted, and whether everything in it succeeded. */
enum Verdict {
  GOOD(ExitCode.DONE, Style.GOOD, "every order was answered and decided"),
  FAILED(ExitCode.FAILED, Style.BAD, "calls failed"),
  BEHIND(
      3,
      Style.BAD,
      "the generator could not keep its own schedule: the service, or this machine, is too slow"
          + " for the rate"),
  UNDECIDED(ExitCode.UNDECIDED, Style.OPEN, "orders were answered as PENDING");

  private final int exitCode;
  private final Style style;
  private final String sentence;

  Verdict(int exitCode, Style style, String sentence) {
    this.exitCode = exitCode;
    this.style = style;
    this.sentence = sentence;
  }

  int exitCode() {
    return exitCode;
  }

  Style style() {
    return style;
  }

  String sentence() {
    return sentence;
  }
}
