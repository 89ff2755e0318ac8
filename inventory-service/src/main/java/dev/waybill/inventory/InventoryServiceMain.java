package dev.waybill.inventory;

import dev.waybill.common.server.ServiceRunner;

/** Starts the inventory service from its command line. */
public final class InventoryServiceMain {
  private InventoryServiceMain() {}

  public static void main(String[] arguments) {
    System.exit(
        ServiceRunner.run(
            "inventory-service",
            new InventoryServiceConfig(),
            arguments,
            config -> new InventoryWiring(config, InventoryPorts.open(config))));
  }
}
