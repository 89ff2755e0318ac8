package dev.waybill.local.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Scripted services, and the findings of their audit. */
final class AuditTrial implements AutoCloseable {
  final FakeServices services = new FakeServices();
  final HeardFindings heard = new HeardFindings();

  AuditReport audit(boolean strict) throws IOException {
    AuditOptions options = new AuditOptions(strict, Duration.ZERO, Optional.empty());
    return new Audit(services.start(), options, heard, Duration.ofMillis(1)).run();
  }

  @Override
  public void close() {
    services.close();
  }
}
