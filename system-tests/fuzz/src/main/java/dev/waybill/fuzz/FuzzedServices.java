package dev.waybill.fuzz;

import dev.waybill.common.server.ServiceConfig;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServicePorts;
import dev.waybill.local.stack.Services;
import io.grpc.BindableService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The services as they are, up to their ports. */
final class FuzzedServices {
  private FuzzedServices() {}

  /** What the services offer. Of what all of them offer, such as the audit, one stands for all. */
  static List<BindableService> all() {
    Map<String, BindableService> byName = new LinkedHashMap<>();
    Services.ALL.stream()
        .flatMap(FuzzedServices::services)
        .forEach(
            service ->
                byName.putIfAbsent(
                    service.bindService().getServiceDescriptor().getName(), service));
    return List.copyOf(byName.values());
  }

  private static <C extends ServiceConfig, P extends ServicePorts> Stream<BindableService> services(
      ServiceDefinition<C, P> service) {
    P ports = AbsentPort.all(service.portsType());
    return service.wiring(service.settings(), ports).services().stream();
  }
}
