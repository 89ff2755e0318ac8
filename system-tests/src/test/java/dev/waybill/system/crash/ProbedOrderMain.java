package dev.waybill.system.crash;

import dev.waybill.common.server.ServiceRunner;
import dev.waybill.order.OrderService;

/** Runs order-service like its own main, with fault points around all of its ports. */
final class ProbedOrderMain {
  private ProbedOrderMain() {}

  public static void main(String[] arguments) {
    System.exit(
        ServiceRunner.run(new ProbedService<>(new OrderService(), Probe.start()), arguments));
  }
}
