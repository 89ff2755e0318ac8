package dev.waybill.cli.load;

import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.output.Style;
import dev.waybill.local.load.Verdict;

/** How a verdict is reported: to a script by its exit code, to a person by a sentence. */
record VerdictView(int exitCode, Style style, String sentence) {
  private static final int BEHIND = 3;

  static VerdictView of(Verdict verdict) {
    return switch (verdict) {
      case GOOD ->
          new VerdictView(ExitCode.DONE, Style.GOOD, "every order was answered and decided");
      case FAILED -> new VerdictView(ExitCode.FAILED, Style.BAD, "calls failed");
      case BEHIND ->
          new VerdictView(
              BEHIND,
              Style.BAD,
              "orders were sent late: the service or this machine is too slow for this rate");
      case UNDECIDED ->
          new VerdictView(ExitCode.UNDECIDED, Style.OPEN, "orders were answered as PENDING");
    };
  }
}
