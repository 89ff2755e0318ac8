package dev.waybill.template;

import dev.waybill.common.channel.Channels; // shop-only
import dev.waybill.common.db.Database;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.server.ServiceConnections;
import dev.waybill.common.server.ServicePorts;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc; // shop-only
import dev.waybill.template.audit.PostgresTemplateAudit;
import dev.waybill.template.audit.TemplateAudit;
import dev.waybill.template.client.GrpcInventory; // shop-only
import dev.waybill.template.domain.Inventory; // shop-only
import dev.waybill.template.domain.SampleEvents;
import dev.waybill.template.domain.SampleStore;
import dev.waybill.template.store.PostgresSampleEvents;
import dev.waybill.template.store.PostgresSampleStore;
import dev.waybill.template.telemetry.MeasuredSampleStore;
import dev.waybill.template.telemetry.TemplateMetrics;
import io.grpc.ManagedChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of template-service. */
public record TemplatePorts(
    SampleStore store,
    SampleEvents events,
    Inventory inventory, // shop-only
    TemplateAudit audit,
    ServiceConnections connections)
    implements ServicePorts {
  /** The migrations of samples and their events on the class path. */
  public static final String MIGRATIONS = "db/migration/template";

  /** Opens the real ports. Throws StartupException if the database is unusable. */
  public static TemplatePorts open(TemplateServiceConfig config) {
    Map<String, ManagedChannel> channels = new LinkedHashMap<>();
    // shop-only: begin
    ManagedChannel inventory =
        Channels.open(
            config.inventoryTarget(),
            config.server().tls().channelTo("inventory"),
            config.server().instrumentation(),
            InventoryServiceGrpc.getServiceDescriptor());
    channels.put("inventory", inventory);
    // shop-only: end
    Database database =
        Database.open(config.database(), MIGRATIONS, config.server().instrumentation());
    return new TemplatePorts(
        new PostgresSampleStore(database, GroupSettings.defaults()),
        new PostgresSampleEvents(database),
        new GrpcInventory(inventory), // shop-only
        new PostgresTemplateAudit(database),
        ServiceConnections.of(database, channels));
  }

  /** The same ports, measured. */
  TemplatePorts measured(TemplateMetrics metrics) {
    return new TemplatePorts(
        new MeasuredSampleStore(store, metrics),
        events,
        inventory, // shop-only
        audit,
        connections);
  }

  @Override
  public void close() {
    store.close();
    connections.close();
  }
}
