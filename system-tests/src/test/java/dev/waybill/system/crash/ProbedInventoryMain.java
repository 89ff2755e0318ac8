package dev.waybill.system.crash;

import dev.waybill.common.server.ServiceRunner;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.inventory.InventoryPorts;
import dev.waybill.inventory.InventoryServiceConfig;
import dev.waybill.inventory.InventoryWiring;

/** Runs inventory-service like its own main, with fault points around all of its ports. */
final class ProbedInventoryMain {
  private ProbedInventoryMain() {}

  public static void main(String[] arguments) {
    Probe probe = Probe.start();
    System.exit(
        ServiceRunner.run(
            "inventory-service",
            new InventoryServiceConfig(),
            arguments,
            config -> wire(config, probe)));
  }

  private static ServiceWiring wire(InventoryServiceConfig config, Probe probe) {
    InventoryPorts ports = ProbedPort.probed(InventoryPorts.open(config), probe);
    return new InventoryWiring(config, ports);
  }
}
