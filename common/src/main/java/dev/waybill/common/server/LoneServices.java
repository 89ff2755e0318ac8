package dev.waybill.common.server;

import io.grpc.BindableService;
import java.util.List;

/** Services that are healthy whenever they run, and have nothing to start or to give back. */
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
