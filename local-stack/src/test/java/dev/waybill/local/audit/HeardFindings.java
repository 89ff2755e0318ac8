package dev.waybill.local.audit;

import dev.waybill.proto.audit.v1.Violation;
import java.util.ArrayList;
import java.util.List;

/** Collects the findings of an audit, as "I2 payments/1". */
final class HeardFindings implements Findings {
  final List<String> violations = new ArrayList<>();
  final List<String> notices = new ArrayList<>();
  final List<String> holds = new ArrayList<>();
  final List<String> descriptions = new ArrayList<>();

  @Override
  public void violation(Violation violation) {
    violations.add(violation.getInvariant() + " " + violation.getResource());
    descriptions.add(violation.getDescription());
  }

  @Override
  public void notice(Violation notice) {
    notices.add(notice.getInvariant() + " " + notice.getResource());
  }

  @Override
  public void holdWithoutOrder(Violation hold) {
    holds.add(hold.getResource() + " " + hold.getDescription());
  }
}
