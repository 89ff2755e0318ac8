package dev.waybill.inventory;

import dev.waybill.common.db.Database;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.server.ServiceConnections;
import dev.waybill.common.server.ServicePorts;
import dev.waybill.inventory.audit.InventoryAudit;
import dev.waybill.inventory.audit.PostgresInventoryAudit;
import dev.waybill.inventory.domain.InventoryStore;
import dev.waybill.inventory.domain.StockLevels;
import dev.waybill.inventory.store.PostgresInventoryStore;
import dev.waybill.inventory.store.PostgresStockLevels;
import dev.waybill.inventory.telemetry.InventoryMetrics;
import dev.waybill.inventory.telemetry.MeasuredInventoryStore;
import java.util.Map;

/** The ports of inventory-service. */
public record InventoryPorts(
    InventoryStore store, StockLevels levels, InventoryAudit audit, ServiceConnections connections)
    implements ServicePorts {
  /** The migrations of items, reservations and scans on the class path. */
  public static final String MIGRATIONS = "db/migration/inventory";

  /** Opens the real ports. Throws StartupException if the database is unusable. */
  public static InventoryPorts open(InventoryServiceConfig config) {
    Database database =
        Database.open(config.database(), MIGRATIONS, config.server().instrumentation());
    return new InventoryPorts(
        new PostgresInventoryStore(database, config.holdTime(), GroupSettings.defaults()),
        new PostgresStockLevels(database),
        new PostgresInventoryAudit(database, config.holdTime(), config.expiryInterval()),
        ServiceConnections.of(database, Map.of()));
  }

  /** The same ports, measured. */
  InventoryPorts measured(InventoryMetrics metrics) {
    return new InventoryPorts(
        new MeasuredInventoryStore(store, metrics), levels, audit, connections);
  }

  @Override
  public void close() {
    store.close();
    connections.close();
  }
}
