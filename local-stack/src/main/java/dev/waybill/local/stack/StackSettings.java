package dev.waybill.local.stack;

import java.util.List;

/**
 * How to run the three services.
 *
 * @param portBase the port of order-service, with inventory's and payment's right after it; 0 for
 *     any free ports
 * @param allArguments command line arguments for each of the services
 * @param paymentArguments additional arguments for payment-service
 * @param orderArguments additional arguments for order-service
 */
public record StackSettings(
    int portBase,
    List<String> allArguments,
    List<String> paymentArguments,
    List<String> orderArguments) {

  /** The services with their default settings. */
  public static StackSettings on(int portBase) {
    return new StackSettings(portBase, List.of(), List.of(), List.of());
  }

  int port(int offset) {
    return portBase == 0 ? 0 : portBase + offset;
  }
}
