package dev.waybill.order;

import dev.waybill.common.server.ServiceRunner;

/** Runs order-service until it is told to stop. */
public final class OrderServiceMain {
  private OrderServiceMain() {}

  public static void main(String[] arguments) {
    System.exit(ServiceRunner.run(new OrderService(), arguments));
  }
}
