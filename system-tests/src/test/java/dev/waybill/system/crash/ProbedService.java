package dev.waybill.system.crash;

import dev.waybill.common.server.ServiceConfig;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServicePorts;
import dev.waybill.common.server.ServiceWiring;
import io.grpc.ServiceDescriptor;
import java.util.List;

/** A service as it is, with fault points around all of its ports. */
record ProbedService<C extends ServiceConfig, P extends ServicePorts>(
    ServiceDefinition<C, P> service, Probe probe) implements ServiceDefinition<C, P> {
  @Override
  public String name() {
    return service.name();
  }

  @Override
  public Class<?> main() {
    return service.main();
  }

  @Override
  public int port() {
    return service.port();
  }

  @Override
  public List<ServiceDescriptor> contracts() {
    return service.contracts();
  }

  @Override
  public C settings() {
    return service.settings();
  }

  @Override
  public Class<P> portsType() {
    return service.portsType();
  }

  @Override
  public P ports(C settings) {
    return ProbedPort.probed(service.ports(settings), probe);
  }

  @Override
  public ServiceWiring wiring(C settings, P ports) {
    return service.wiring(settings, ports);
  }
}
