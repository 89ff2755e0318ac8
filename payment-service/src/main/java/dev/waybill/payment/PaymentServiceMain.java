package dev.waybill.payment;

import dev.waybill.common.server.ServiceRunner;

/** Starts the payment service from its command line. */
public final class PaymentServiceMain {
  private PaymentServiceMain() {}

  public static void main(String[] arguments) {
    System.exit(
        ServiceRunner.run(
            "payment-service",
            new PaymentServiceConfig(),
            arguments,
            config -> new PaymentWiring(PaymentPorts.open(config))));
  }
}
