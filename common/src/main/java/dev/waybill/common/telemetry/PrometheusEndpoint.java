package dev.waybill.common.telemetry;

import dev.waybill.common.config.StartupException;
import dev.waybill.common.failure.Causes;
import io.opentelemetry.exporter.prometheus.PrometheusHttpServer;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.net.BindException;
import java.net.InetSocketAddress;

/** The HTTP endpoint from which Prometheus reads the metrics. */
final class PrometheusEndpoint {
  private PrometheusEndpoint() {}

  /**
   * Starts to listen.
   *
   * @throws StartupException if it cannot listen on the address
   */
  static MetricReader open(String bind, int port) {
    if (new InetSocketAddress(bind, port).isUnresolved()) {
      throw new StartupException(
          "--metrics-bind: there is no address for the name \"%s\"".formatted(bind));
    }
    try {
      return PrometheusHttpServer.builder()
          .setHost(bind)
          .setPort(port)
          // The name of a library says nothing to those who read the metrics.
          .setOtelScopeLabelsEnabled(false)
          .build();
    } catch (RuntimeException e) {
      throw new StartupException(explain(e, bind, port), e);
    }
  }

  private static String explain(RuntimeException failure, String bind, int port) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
        return "port %s on %s is in use; choose another with --metrics-port".formatted(port, bind);
      }
    }
    return "cannot serve metrics on %s:%s: %s".formatted(bind, port, Causes.innermost(failure));
  }
}
