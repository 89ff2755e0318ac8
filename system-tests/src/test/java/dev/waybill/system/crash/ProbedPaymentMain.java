package dev.waybill.system.crash;

import dev.waybill.common.server.ServiceRunner;
import dev.waybill.payment.PaymentService;

/** Runs payment-service like its own main, with fault points around all of its ports. */
final class ProbedPaymentMain {
  private ProbedPaymentMain() {}

  public static void main(String[] arguments) {
    System.exit(
        ServiceRunner.run(new ProbedService<>(new PaymentService(), Probe.start()), arguments));
  }
}
