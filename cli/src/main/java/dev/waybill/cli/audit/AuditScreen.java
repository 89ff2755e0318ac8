package dev.waybill.cli.audit;

import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.local.audit.AuditReport;
import dev.waybill.local.audit.Findings;
import dev.waybill.proto.audit.v1.Violation;
import java.util.Locale;

/** Prints each finding on one line, for a person or, as JSON, for a script. */
final class AuditScreen implements Findings {
  private final Screen screen;
  private final boolean json;
  private boolean violated;

  AuditScreen(Screen screen, boolean json) {
    this.screen = screen;
    this.json = json;
  }

  @Override
  public void violation(Violation violation) {
    violated = true;
    print("violation", Style.BAD, violation);
  }

  @Override
  public void notice(Violation notice) {
    print("notice", Style.OPEN, notice);
  }

  @Override
  public void holdWithoutOrder(Violation hold) {
    print("hold", Style.OPEN, hold);
  }

  @Override
  public void progress(long orders) {
    screen.progress(String.format(Locale.ROOT, "audit: %,d orders ...", orders));
  }

  void verdict(AuditReport report) {
    if (json) {
      screen.line(
          String.format(
              Locale.ROOT,
              "{\"verdict\":{\"orders\":%d,\"violations\":%d,\"notices\":%d,"
                  + "\"holds_without_order\":%d,\"acknowledged\":%d}}",
              report.orders(),
              report.violations(),
              report.notices(),
              report.holdsWithoutOrder(),
              report.acknowledged()));
    } else {
      screen.line(report.isClean() ? Style.GOOD : Style.BAD, report.verdict());
    }
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
