package dev.waybill.common.telemetry;

import io.grpc.ManagedChannelBuilder;
import io.grpc.ServerBuilder;
import io.grpc.opentelemetry.GrpcOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes with OpenTelemetry. What does not refer to this class has nothing of OpenTelemetry, so
 * that none of it is loaded while telemetry is off.
 */
final class OpenTelemetryInstrumentation implements Instrumentation {
  private static final Logger LOG = LoggerFactory.getLogger(OpenTelemetryInstrumentation.class);

  private static final String SCOPE = "dev.waybill";

  /** Those of gRFC A96, which grpc-opentelemetry does not record unless it is asked to. */
  private static final List<String> RETRY_METRICS =
      List.of(
          "grpc.client.call.retries",
          "grpc.client.call.transparent_retries",
          "grpc.client.call.retry_delay");

  private final OpenTelemetrySdk sdk;
  private final GrpcOpenTelemetry calls;
  private final Meters meters;

  private OpenTelemetryInstrumentation(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.calls = GrpcOpenTelemetry.newBuilder().sdk(sdk).enableMetrics(RETRY_METRICS).build();
    this.meters = new OpenTelemetryMeters(sdk.getMeter(SCOPE));
  }

  static OpenTelemetryInstrumentation open(String service, String bind, int port) {
    Resource resource =
        Resource.getDefault()
            .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)));
    SdkMeterProvider metrics =
        SdkMeterProvider.builder()
            .setResource(resource)
            .registerMetricReader(PrometheusEndpoint.open(bind, port))
            .build();
    LOG.info("metrics are served on http://{}:{}/metrics", bind, port);
    return new OpenTelemetryInstrumentation(
        OpenTelemetrySdk.builder().setMeterProvider(metrics).build());
  }

  @Override
  public void observe(ServerBuilder<?> server) {
    calls.configureServerBuilder(server);
  }

  @Override
  public void observe(ManagedChannelBuilder<?> channel) {
    calls.configureChannelBuilder(channel);
  }

  @Override
  public Meters meters() {
    return meters;
  }

  @Override
  public void close() {
    sdk.close();
  }
}
