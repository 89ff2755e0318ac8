package dev.waybill.cli.demo;

import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.local.audit.Findings;
import dev.waybill.proto.audit.v1.Violation;

/** Prints the findings of the audit, one line each. */
record AuditLines(Screen screen) implements Findings {
  @Override
  public void violation(Violation violation) {
    screen.line(Style.BAD, "   " + text(violation));
  }

  @Override
  public void notice(Violation notice) {
    screen.line("   " + text(notice));
  }

  @Override
  public void holdWithoutOrder(Violation hold) {
    screen.line("   " + text(hold));
  }

  @Override
  public void progress(long orders) {
    // Not shown, because a dozen orders are checked in no time.
  }

  private static String text(Violation found) {
    return "%s %s: %s".formatted(found.getInvariant(), found.getResource(), found.getDescription());
  }
}
