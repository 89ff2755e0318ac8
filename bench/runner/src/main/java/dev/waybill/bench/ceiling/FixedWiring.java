package dev.waybill.bench.ceiling;

import dev.waybill.common.server.ServiceWiring;
import io.grpc.BindableService;
import java.util.List;

/** The wiring of a service without dependencies. */
final class FixedWiring implements ServiceWiring {
  @Override
  public List<BindableService> services() {
    return List.of(new FixedOrders());
  }

  @Override
  public void start() {}

  @Override
  public boolean isHealthy() {
    return true;
  }

  @Override
  public void close() {}
}
