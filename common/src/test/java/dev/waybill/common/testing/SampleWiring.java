package dev.waybill.common.testing;

import dev.waybill.common.server.ServiceWiring;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A wiring around given gRPC services, whose health a test sets. */
public final class SampleWiring implements ServiceWiring {
  private final List<BindableService> services;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean healthy = new AtomicBoolean(true);
  private final AtomicInteger failedChecks = new AtomicInteger();
  private volatile @Nullable String failure;
  private volatile Map<String, ManagedChannel> dependencies = Map.of();
  private volatile List<BindableService> foreignServices = List.of();

  private SampleWiring(List<BindableService> services) {
    this.services = services;
  }

  public static SampleWiring of(BindableService... services) {
    return new SampleWiring(List.of(services));
  }

  public SampleWiring dependingOn(String name, ManagedChannel channel) {
    dependencies = Map.of(name, channel);
    return this;
  }

  public SampleWiring withForeign(BindableService... foreign) {
    foreignServices = List.of(foreign);
    return this;
  }

  public void setHealthy(boolean value) {
    healthy.set(value);
  }

  /** Makes health checks throw with this message; null makes them work again. */
  public void failChecks(@Nullable String message) {
    failure = message;
  }

  public int failedChecks() {
    return failedChecks.get();
  }

  public boolean isStarted() {
    return started.get();
  }

  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public List<BindableService> services() {
    return services;
  }

  @Override
  public List<BindableService> foreignServices() {
    return foreignServices;
  }

  @Override
  public void start() {
    started.set(true);
  }

  @Override
  public boolean isHealthy() {
    String message = failure;
    if (message != null) {
      failedChecks.incrementAndGet();
      throw new IllegalStateException(message);
    }
    return healthy.get();
  }

  @Override
  public Map<String, ManagedChannel> dependencies() {
    return dependencies;
  }

  @Override
  public void close() {
    closed.set(true);
  }
}
