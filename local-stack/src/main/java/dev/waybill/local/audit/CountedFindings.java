package dev.waybill.local.audit;

import dev.waybill.proto.audit.v1.Violation;

/** Counts findings and passes them on. */
final class CountedFindings implements Findings {
  private final Findings listener;
  private long violations;
  private long notices;
  private long holdsWithoutOrder;

  CountedFindings(Findings listener) {
    this.listener = listener;
  }

  @Override
  public void violation(Violation violation) {
    violations++;
    listener.violation(violation);
  }

  @Override
  public void notice(Violation notice) {
    notices++;
    listener.notice(notice);
  }

  @Override
  public void holdWithoutOrder(Violation hold) {
    holdsWithoutOrder++;
    listener.holdWithoutOrder(hold);
  }

  @Override
  public void progress(long orders) {
    listener.progress(orders);
  }

  AuditReport report(int services, long orders, long acknowledged) {
    return new AuditReport(services, orders, violations, notices, holdsWithoutOrder, acknowledged);
  }
}
