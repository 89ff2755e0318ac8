package dev.waybill.system.crash;

import dev.waybill.common.server.ServiceRunner;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.payment.PaymentPorts;
import dev.waybill.payment.PaymentServiceConfig;
import dev.waybill.payment.PaymentWiring;

/** Runs payment-service like its own main, with fault points around all of its ports. */
final class ProbedPaymentMain {
  private ProbedPaymentMain() {}

  public static void main(String[] arguments) {
    Probe probe = Probe.start();
    System.exit(
        ServiceRunner.run(
            "payment-service",
            new PaymentServiceConfig(),
            arguments,
            config -> wire(config, probe)));
  }

  private static ServiceWiring wire(PaymentServiceConfig config, Probe probe) {
    PaymentPorts ports = ProbedPort.probed(PaymentPorts.open(config), probe);
    return new PaymentWiring(ports);
  }
}
