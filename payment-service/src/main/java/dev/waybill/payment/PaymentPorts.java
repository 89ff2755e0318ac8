package dev.waybill.payment;

import dev.waybill.common.db.Database;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.server.ServiceConnections;
import dev.waybill.common.server.ServicePorts;
import dev.waybill.payment.audit.PaymentAudit;
import dev.waybill.payment.audit.PostgresPaymentAudit;
import dev.waybill.payment.domain.CardProcessor;
import dev.waybill.payment.domain.PaymentStore;
import dev.waybill.payment.sandbox.SandboxCardProcessor;
import dev.waybill.payment.store.PostgresPaymentStore;
import dev.waybill.payment.telemetry.MeasuredCardProcessor;
import dev.waybill.payment.telemetry.PaymentMetrics;
import java.util.Map;

/** The ports of payment-service. */
public record PaymentPorts(
    PaymentStore store, CardProcessor processor, PaymentAudit audit, ServiceConnections connections)
    implements ServicePorts {
  /** The migrations of payments, ledger and sandbox on the class path. */
  public static final String MIGRATIONS = "db/migration/payment";

  /** Opens the real ports. Throws StartupException if the database is unusable. */
  public static PaymentPorts open(PaymentServiceConfig config) {
    Database database =
        Database.open(config.database(), MIGRATIONS, config.server().instrumentation());
    GroupSettings groups = GroupSettings.defaults();
    return new PaymentPorts(
        new PostgresPaymentStore(database, groups),
        new SandboxCardProcessor(database, config.processorTimeout(), groups),
        new PostgresPaymentAudit(database),
        ServiceConnections.of(database, Map.of()));
  }

  /** The same ports, measured. */
  PaymentPorts measured(PaymentMetrics metrics) {
    return new PaymentPorts(
        store, new MeasuredCardProcessor(processor, metrics), audit, connections);
  }

  @Override
  public void close() {
    processor.close();
    store.close();
    connections.close();
  }
}
