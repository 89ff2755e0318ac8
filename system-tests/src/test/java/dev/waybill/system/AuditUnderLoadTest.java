package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.audit.AuditReport;
import dev.waybill.local.stack.ServiceChannels;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.system.cluster.Orders;
import dev.waybill.system.cluster.StrictAudit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An audit must not report what is only in progress. -Dwaybill.audits=50 sets how many audits run.
 */
final class AuditUnderLoadTest {
  private static final int AUDITS = Integer.getInteger("waybill.audits", 5);
  private static final int ORDERS_BETWEEN_AUDITS = 50;

  @Test
  void findsNothingWhileOrdersOfEveryOutcomeAreInFlight(@TempDir Path folder) throws Exception {
    try (TwoStacks stacks = TwoStacks.start(folder)) {
      ServiceChannels services = stacks.channels();
      Path journal = folder.resolve("journal.jsonl");
      StrictAudit audit = new StrictAudit(services, journal);
      try (MixedLoad load = MixedLoad.start(services, journal)) {
        for (int run = 1; run <= AUDITS; run++) {
          long before = load.placed();
          Awaitility.await("more orders")
              .atMost(Duration.ofSeconds(60))
              .until(() -> load.placed() >= before + ORDERS_BETWEEN_AUDITS);
          load.flushJournal();
          AuditReport report = audit.run();
          System.out.printf(Locale.ROOT, "audit %d of %d: %s%n", run, AUDITS, report.verdict());
        }
        assertThat(load.failures()).isEmpty();
        assertThat(load.answers())
            .containsKeys(
                OrderState.ORDER_STATE_CONFIRMED,
                OrderState.ORDER_STATE_REJECTED,
                OrderState.ORDER_STATE_CANCELLED);
      }
      Orders.awaitNoneOpen(services.to(Services.ORDER));
      AuditReport last = audit.run();
      System.out.println("at rest: " + last.verdict());

      assertThat(audit.violations()).isEmpty();
      assertThat(last.acknowledged()).isPositive();
    }
  }
}
