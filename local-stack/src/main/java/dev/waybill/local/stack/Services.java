package dev.waybill.local.stack;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.inventory.InventoryService;
import dev.waybill.order.OrderService;
import dev.waybill.payment.PaymentService;
import java.util.List;

/**
 * The services. What runs, finds, checks, packages or tests services goes by this list, so it is
 * where a new service is made known.
 */
public final class Services {
  public static final ServiceDefinition<?, ?> ORDER = new OrderService();
  public static final ServiceDefinition<?, ?> INVENTORY = new InventoryService();
  public static final ServiceDefinition<?, ?> PAYMENT = new PaymentService();

  /** All services, in the order of their default ports, which follow one another. */
  public static final List<ServiceDefinition<?, ?>> ALL = List.of(ORDER, INVENTORY, PAYMENT);

  private Services() {}

  /**
   * The service with this short name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ServiceDefinition<?, ?> named(String name) {
    return ALL.stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no service " + name));
  }
}
