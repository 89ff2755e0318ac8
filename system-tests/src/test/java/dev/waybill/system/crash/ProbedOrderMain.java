package dev.waybill.system.crash;

import dev.waybill.common.server.ServiceRunner;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.order.OrderPorts;
import dev.waybill.order.OrderServiceConfig;
import dev.waybill.order.OrderWiring;

/** Runs order-service like its own main, with fault points around all of its ports. */
final class ProbedOrderMain {
  private ProbedOrderMain() {}

  public static void main(String[] arguments) {
    Probe probe = Probe.start();
    System.exit(
        ServiceRunner.run(
            "order-service", new OrderServiceConfig(), arguments, config -> wire(config, probe)));
  }

  private static ServiceWiring wire(OrderServiceConfig config, Probe probe) {
    OrderPorts ports = ProbedPort.probed(OrderPorts.open(config), probe);
    return new OrderWiring(config.workflow(), config.watch().sources(ports.events()), ports);
  }
}
