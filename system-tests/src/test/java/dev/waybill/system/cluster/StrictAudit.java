package dev.waybill.system.cluster;

import dev.waybill.local.audit.Audit;
import dev.waybill.local.audit.AuditOptions;
import dev.waybill.local.audit.AuditReport;
import dev.waybill.local.audit.Findings;
import dev.waybill.local.stack.ServiceChannels;
import dev.waybill.proto.audit.v1.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs audits in strict mode and collects the violations. */
public final class StrictAudit implements Findings {
  private final ServiceChannels channels;
  private final @Nullable Path journal;
  private final List<String> violations = new ArrayList<>();

  /** Also checks the journal of what customers were told, if there is one. */
  public StrictAudit(ServiceChannels channels, @Nullable Path journal) {
    this.channels = channels;
    this.journal = journal;
  }

  public AuditReport run() {
    AuditOptions options = new AuditOptions(true, Duration.ZERO, Optional.ofNullable(journal));
    return new Audit(channels, options, this).run();
  }

  /** The violations found in all runs. */
  public List<String> violations() {
    return violations;
  }

  @Override
  public void violation(Violation violation) {
    violations.add(
        "%s %s %s"
            .formatted(
                violation.getInvariant(), violation.getResource(), violation.getDescription()));
  }

  @Override
  public void notice(Violation notice) {
    throw new IllegalStateException("a strict audit notices nothing: " + notice);
  }

  @Override
  public void holdWithoutOrder(Violation hold) {
    // It expires by itself.
  }
}
