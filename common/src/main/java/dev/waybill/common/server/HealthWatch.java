package dev.waybill.common.server;

import dev.waybill.common.logging.OutageLog;
import io.grpc.BindableService;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Publishes the health of a service: overall and per gRPC service its own, and the state of each
 * dependency under "dependency/name", which is never folded in.
 */
final class HealthWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);
  private static final long PERIOD_MILLIS = 1000;

  private final HealthStatusManager statuses = new HealthStatusManager();
  private final OutageLog checkFailures = new OutageLog(LOG, "the health check");
  private final Map<String, OutageLog> dependencyOutages = new ConcurrentHashMap<>();
  private final ServiceWiring wiring;
  private final List<String> names;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("health").factory());
  private boolean healthyBefore = true;

  HealthWatch(ServiceWiring wiring) {
    this.wiring = wiring;
    this.names =
        Stream.concat(wiring.services().stream(), wiring.foreignServices().stream())
            .map(service -> service.bindService().getServiceDescriptor().getName())
            .toList();
    publish(ServingStatus.NOT_SERVING);
  }

  BindableService service() {
    return statuses.getHealthService();
  }

  /** Looks once before it returns, and then every second. */
  void start() {
    look();
    var _ =
        thread.scheduleWithFixedDelay(
            this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Not serving, for good. */
  @Override
  public void close() {
    thread.shutdown();
    statuses.enterTerminalState();
  }

  private void look() {
    boolean healthy = isHealthy();
    if (healthy != healthyBefore) {
      LOG.atLevel(healthy ? Level.INFO : Level.WARN).log(healthy ? "healthy again" : "not healthy");
      healthyBefore = healthy;
    }
    publish(healthy ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
    wiring.dependencies().forEach(this::publishDependency);
  }

  private boolean isHealthy() {
    try {
      boolean healthy = wiring.isHealthy();
      checkFailures.recovered();
      return healthy;
    } catch (RuntimeException e) {
      checkFailures.failed(e);
      return false;
    }
  }

  private void publish(ServingStatus status) {
    statuses.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    names.forEach(name -> statuses.setStatus(name, status));
  }

  /**
   * Asking for the state also makes an idle channel connect, so that a first call need not wait.
   */
  private void publishDependency(String name, ManagedChannel channel) {
    ConnectivityState state = channel.getState(true);
    OutageLog outage =
        dependencyOutages.computeIfAbsent(
            name, key -> new OutageLog(LOG, "dependency " + key + " at " + channel.authority()));
    switch (state) {
      case READY -> outage.recovered();
      case TRANSIENT_FAILURE -> outage.failed("cannot be reached, or says that it is not serving");
      case CONNECTING, IDLE, SHUTDOWN -> {}
    }
    statuses.setStatus(
        "dependency/" + name,
        state == ConnectivityState.READY ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }
}
