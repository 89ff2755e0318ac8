package dev.waybill.common.telemetry;

import io.grpc.ManagedChannelBuilder;
import io.grpc.ServerBuilder;

/** Observes nothing. */
final class NoInstrumentation implements Instrumentation {
  @Override
  public void observe(ServerBuilder<?> server) {}

  @Override
  public void observe(ManagedChannelBuilder<?> channel) {}

  @Override
  public Meters meters() {
    return Meters.OFF;
  }

  @Override
  public void close() {}
}
