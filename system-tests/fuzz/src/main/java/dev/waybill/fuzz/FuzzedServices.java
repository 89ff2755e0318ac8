package dev.waybill.fuzz;

import dev.waybill.common.server.ServiceConfig;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServicePorts;
import dev.waybill.inventory.InventoryPorts;
import dev.waybill.inventory.InventoryService;
import dev.waybill.order.OrderPorts;
import dev.waybill.order.OrderService;
import dev.waybill.payment.PaymentPorts;
import dev.waybill.payment.PaymentService;
import io.grpc.BindableService;
import java.util.List;
import java.util.stream.Stream;

/** The services as they are, up to their ports. */
final class FuzzedServices {
  private FuzzedServices() {}

  static List<BindableService> all() {
    return Stream.of(
            services(new InventoryService(), InventoryPorts.class),
            services(new PaymentService(), PaymentPorts.class),
            services(new OrderService(), OrderPorts.class))
        .flatMap(List::stream)
        .toList();
  }

  private static <C extends ServiceConfig, P extends Record & ServicePorts>
      List<BindableService> services(ServiceDefinition<C, P> service, Class<P> ports) {
    return service.wiring(service.settings(), AbsentPort.all(ports)).services();
  }
}
