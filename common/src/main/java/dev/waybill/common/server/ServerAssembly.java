package dev.waybill.common.server;

import dev.waybill.common.auth.Authentication;
import dev.waybill.common.rpc.StandardInterceptors;
import dev.waybill.common.stream.OpenStreams;
import dev.waybill.common.tls.TlsSettings;
import io.grpc.BindableService;
import io.grpc.ServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ChannelzService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Builds a server: limits against misbehaving clients, then the services. */
final class ServerAssembly {
  private static final int CHANNELZ_PAGE = 100;
  private static final int FLOW_CONTROL_WINDOW = 1024 * 1024;

  /**
   * Kept in a field, because a logger that is garbage collected loses its level. gRPC's transport
   * logs a stack trace for each fault of a client, so a client could fill the disk.
   */
  private static final Logger TRANSPORT_LOG =
      Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty");

  static {
    TRANSPORT_LOG.setLevel(Level.SEVERE);
  }

  private ServerAssembly() {}

  static AssembledServer build(
      ServerSettings settings,
      ServiceWiring wiring,
      HealthWatch health,
      Authentication authentication) {
    OpenCalls openCalls = new OpenCalls();
    OpenStreams streams = new OpenStreams(settings.maxCallerStreams());
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
            new InetSocketAddress(settings.bind(), settings.port()), credentials(settings));
    limit(builder, settings);
    settings.instrumentation().observe(builder);
    CallThreads.of(wiring.services()).applyTo(builder);
    wiring
        .services()
        .forEach(
            service ->
                builder.addService(
                    StandardInterceptors.server(streams.guard(service), authentication)));
    wiring
        .foreignServices()
        .forEach(
            service ->
                builder.addService(
                    StandardInterceptors.foreign(
                        streams.guard(openCalls.guard(service)), authentication)));
    // Open to everybody: probes have no credentials.
    builder.addService(StandardInterceptors.infrastructure(openCalls.guard(health.service())));
    List<BindableService> forOperators =
        List.of(
            ProtoReflectionServiceV1.newInstance(),
            olderReflection(),
            ChannelzService.newInstance(CHANNELZ_PAGE));
    forOperators.forEach(
        service ->
            builder.addService(
                StandardInterceptors.forOperators(
                    streams.guardUncounted(openCalls.guard(service)), authentication)));
    return new AssembledServer(builder.build(), openCalls, streams);
  }

  private static ServerCredentials credentials(ServerSettings settings) {
    TlsSettings tls = settings.tls();
    int maxCalls = settings.maxConnectionCalls();
    return tls.secureServer()
        ? RapidResetGuard.tls(
            tls.credentials().orElseThrow().server(tls.clientCertificates()), maxCalls)
        : RapidResetGuard.plaintext(maxCalls);
  }

  /**
   * The older version of reflection. Python's grpcio-reflection, grpcurl before 1.8.8 and others
   * support no other.
   */
  @SuppressWarnings("deprecation") // those clients call it
  private static BindableService olderReflection() {
    return io.grpc.protobuf.services.ProtoReflectionService.newInstance();
  }

  // docs/limits.md has the reason for each. // shop-only
  /** Sets the limits on connections and messages. */
  private static void limit(NettyServerBuilder builder, ServerSettings settings) {
    builder
        .maxInboundMessageSize(settings.maxMessageBytes())
        .maxInboundMetadataSize(settings.maxMetadataBytes())
        .maxConcurrentCallsPerConnection(settings.maxConnectionCalls())
        .flowControlWindow(FLOW_CONTROL_WINDOW)
        .handshakeTimeout(5, TimeUnit.SECONDS)
        .maxConnectionIdle(10, TimeUnit.MINUTES)
        .maxConnectionAge(settings.maxConnectionAge().toMillis(), TimeUnit.MILLISECONDS)
        // As long as the oldest stream may get.
        .maxConnectionAgeGrace(1, TimeUnit.HOURS)
        // Detects a client that disappeared, and cancels its calls.
        .keepAliveTime(1, TimeUnit.MINUTES)
        .keepAliveTimeout(20, TimeUnit.SECONDS)
        // Our channels ping every 30 s. A client that pings much more often is disconnected.
        .permitKeepAliveTime(10, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true);
  }
}
