package dev.waybill.cli.shop;

import dev.waybill.cli.audit.FindingLines;
import dev.waybill.local.audit.AuditReport;
import dev.waybill.local.audit.Findings;
import dev.waybill.proto.audit.v1.Violation;
import java.util.Locale;

/** Prints what the audit of the shop finds. */
record AuditScreen(FindingLines lines) implements Findings {
  @Override
  public void violation(Violation violation) {
    lines.violation(violation);
  }

  @Override
  public void notice(Violation notice) {
    lines.oddity("notice", notice);
  }

  @Override
  public void holdWithoutOrder(Violation hold) {
    lines.oddity("hold", hold);
  }

  @Override
  public void progress(long orders) {
    lines.screen().progress(String.format(Locale.ROOT, "audit: %,d orders ...", orders));
  }

  void verdict(AuditReport report) {
    lines.verdict(
        report.verdict(),
        String.format(
            Locale.ROOT,
            "{\"services\":%d,\"orders\":%d,\"violations\":%d,\"notices\":%d,"
                + "\"holds_without_order\":%d,\"acknowledged\":%d}",
            report.services(),
            report.orders(),
            report.violations(),
            report.notices(),
            report.holdsWithoutOrder(),
            report.acknowledged()));
  }
}
