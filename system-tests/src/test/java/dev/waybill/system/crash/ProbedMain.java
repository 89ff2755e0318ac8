package dev.waybill.system.crash;

import dev.waybill.common.server.ServiceConfig;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServicePorts;
import dev.waybill.common.server.ServiceRunner;
import dev.waybill.system.cluster.ServiceCommand;

/** Runs a service like its own main, with fault points around all of its ports. */
final class ProbedMain {
  private ProbedMain() {}

  public static void main(String[] arguments) {
    System.exit(run(ServiceCommand.serviceOfThisProcess(), arguments));
  }

  private static <C extends ServiceConfig, P extends ServicePorts> int run(
      ServiceDefinition<C, P> service, String[] arguments) {
    return ServiceRunner.run(new ProbedService<>(service, Probe.start()), arguments);
  }
}
