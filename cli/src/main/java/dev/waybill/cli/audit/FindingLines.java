package dev.waybill.cli.audit;

import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.proto.audit.v1.Violation;

/** Prints each finding on one line, for a person or, as JSON, for a script. */
public final class FindingLines {
  private final Screen screen;
  private final boolean json;
  private boolean violated;

  FindingLines(Screen screen, boolean json) {
    this.screen = screen;
    this.json = json;
  }

  /** Prints a broken invariant. */
  public void violation(Violation violation) {
    violated = true;
    print("violation", Style.BAD, violation);
  }

  /** Prints something odd that breaks no invariant. */
  public void oddity(String kind, Violation found) {
    print(kind, Style.OPEN, found);
  }

  /** Prints the last line: the sentence, or the JSON object that says the same. */
  public void verdict(String sentence, String object) {
    if (json) {
      screen.line("{\"verdict\":" + object + "}");
    } else {
      screen.line(violated ? Style.BAD : Style.GOOD, sentence);
    }
  }

  /** The screen, for what is not a finding. */
  public Screen screen() {
    return screen;
  }

  boolean hasViolations() {
    return violated;
  }

  private void print(String kind, Style style, Violation found) {
    screen.requireReader();
    if (json) {
      screen.line("{\"" + kind + "\":" + Screen.jsonLine(found) + "}");
    } else {
      screen.line(
          style,
          kind
              + " "
              + found.getInvariant()
              + "  "
              + found.getResource()
              + "  "
              + found.getDescription());
    }
  }
}
