package dev.waybill.common.server;

import io.grpc.BindableService;
import java.util.List;

/** Services that are always healthy while they run, and have nothing to start or close. */
record LoneServices(List<BindableService> services) implements ServiceWiring {
  @Override
  public void start() {}

  @Override
  public boolean isHealthy() {
    return true;
  }

  @Override
  public void close() {}
}
