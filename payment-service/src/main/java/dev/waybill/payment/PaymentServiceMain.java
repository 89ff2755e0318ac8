package dev.waybill.payment;

import dev.waybill.common.server.ServiceRunner;

/** Runs payment-service until it is told to stop. */
public final class PaymentServiceMain {
  private PaymentServiceMain() {}

  public static void main(String[] arguments) {
    System.exit(ServiceRunner.run(new PaymentService(), arguments));
  }
}
