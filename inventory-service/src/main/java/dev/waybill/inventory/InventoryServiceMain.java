package dev.waybill.inventory;

import dev.waybill.common.server.ServiceRunner;

/** Runs inventory-service until it is told to stop. */
public final class InventoryServiceMain {
  private InventoryServiceMain() {}

  public static void main(String[] arguments) {
    System.exit(ServiceRunner.run(new InventoryService(), arguments));
  }
}
