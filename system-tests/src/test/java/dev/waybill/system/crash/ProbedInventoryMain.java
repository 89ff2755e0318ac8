package dev.waybill.system.crash;

import dev.waybill.common.server.ServiceRunner;
import dev.waybill.inventory.InventoryService;

/** Runs inventory-service like its own main, with fault points around all of its ports. */
final class ProbedInventoryMain {
  private ProbedInventoryMain() {}

  public static void main(String[] arguments) {
    System.exit(
        ServiceRunner.run(new ProbedService<>(new InventoryService(), Probe.start()), arguments));
  }
}
