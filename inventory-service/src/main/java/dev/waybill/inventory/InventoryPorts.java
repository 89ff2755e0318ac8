package dev.waybill.inventory;

import dev.waybill.common.db.Database;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.inventory.audit.InventoryAudit;
import dev.waybill.inventory.audit.PostgresInventoryAudit;
import dev.waybill.inventory.domain.InventoryStore;
import dev.waybill.inventory.domain.StockLevels;
import dev.waybill.inventory.store.PostgresInventoryStore;
import dev.waybill.inventory.store.PostgresStockLevels;

/** The ports of the inventory service; each is an interface, so that a test can wrap it. */
public record InventoryPorts(
    InventoryStore store, StockLevels levels, InventoryAudit audit, Connections connections) {
  /** The migrations of items, reservations and scans on the class path. */
  public static final String MIGRATIONS = "db/migration/inventory";

  /** Opens the real ports. Throws StartupException if the database is unusable. */
  public static InventoryPorts open(InventoryServiceConfig config) {
    Database database = Database.open(config.database(), MIGRATIONS);
    return new InventoryPorts(
        new PostgresInventoryStore(database, config.holdTime(), GroupSettings.defaults()),
        new PostgresStockLevels(database),
        new PostgresInventoryAudit(database, config.holdTime(), config.expiryInterval()),
        database::close);
  }

  /** The database connections that the other ports share; closed last. */
  @FunctionalInterface
  public interface Connections {
    void close();
  }
}
