package dev.waybill.common.telemetry;

import dev.waybill.common.config.HostConverter;
import dev.waybill.common.config.StartupException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What a process tells about its work, and where; a picocli mixin. The server and the channels of
 * the process share one instrumentation.
 */
public final class TelemetrySettings implements AutoCloseable {
  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      converter = MetricsPortConverter.class,
      description =
          "The port on which Prometheus finds the metrics, under /metrics over HTTP; 0 for none.")
  private int metricsPort;

  @Option(
      names = "--metrics-bind",
      paramLabel = "ADDRESS",
      converter = HostConverter.class,
      description = "The address to serve the metrics on; 0.0.0.0 for all addresses.")
  private String metricsBind = "127.0.0.1";

  private @Nullable Instrumentation opened;

  /** Creates the defaults, which the command line and the environment override. */
  public TelemetrySettings() {}

  /**
   * Returns the instrumentation of the process. Starts to serve the metrics at the first call.
   *
   * @param service the name under which the process appears in what it tells
   * @throws StartupException if the metrics cannot be served on the address
   */
  public synchronized Instrumentation open(String service) {
    Instrumentation known = opened;
    if (known == null) {
      known =
          metricsPort == 0
              ? Instrumentation.NONE
              : OpenTelemetryInstrumentation.open(service, metricsBind, metricsPort);
      opened = known;
    }
    return known;
  }

  /** Ends the instrumentation. Does nothing if it was not opened. */
  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }
}
