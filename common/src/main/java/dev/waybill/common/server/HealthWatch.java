package dev.waybill.common.server;

import dev.waybill.common.background.Loop;
import dev.waybill.common.logging.OutageLog;
import io.grpc.BindableService;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Publishes the health of a service. Its own health is published overall and per gRPC service. The
 * state of each dependency is published as "dependency/name" and does not affect the service's own
 * health.
 */
final class HealthWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final HealthStatusManager statuses = new HealthStatusManager();
  private final OutageLog checkFailures = new OutageLog(LOG, "the health check");
  private final Map<String, OutageLog> dependencyOutages = new ConcurrentHashMap<>();
  private final ServiceWiring wiring;
  private final List<String> names;
  private final Loop loop =
      new Loop("health", new OutageLog(LOG, "the publication of health"), PERIOD, this::look);
  private boolean healthyBefore = true;
  private boolean closed;

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

  /** Checks once before it returns, and then every second. */
  void start() {
    Loop.Next _ = look();
    loop.start();
  }

  /** Reports NOT_SERVING permanently. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      statuses.enterTerminalState();
      loop.stop();
    }
  }

  private Loop.Next look() {
    boolean healthy = isHealthy();
    if (healthy != healthyBefore) {
      LOG.atLevel(healthy ? Level.INFO : Level.WARN).log(healthy ? "healthy again" : "not healthy");
      healthyBefore = healthy;
    }
    publish(healthy ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
    wiring.dependencies().forEach(this::publishDependency);
    return Loop.Next.AFTER_PAUSE;
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
   * Publishes the state of a dependency. The query also makes an idle channel connect, so that a
   * first call does not have to wait.
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
