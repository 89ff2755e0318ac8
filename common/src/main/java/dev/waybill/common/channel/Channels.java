package dev.waybill.common.channel;

import dev.waybill.common.rpc.StandardInterceptors;
import dev.waybill.common.telemetry.Instrumentation;
import dev.waybill.common.tls.ChannelSecurity;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ServiceDescriptor;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** Opens and closes the channels over which services call each other. */
public final class Channels {
  /**
   * Larger than a server's limit, because a response with a full page is larger than any request.
   */
  private static final int MAX_INBOUND_BYTES = 4 * 1024 * 1024;

  private static final int MAX_METADATA_BYTES = 16 * 1024;

  private Channels() {}

  /** Opens a plaintext channel. */
  public static ManagedChannel open(String target, ServiceDescriptor... services) {
    return open(target, ChannelSecurity.PLAINTEXT, services);
  }

  /** Opens a channel that nothing observes. */
  public static ManagedChannel open(
      String target, ChannelSecurity security, ServiceDescriptor... services) {
    return open(target, security, Instrumentation.NONE, services);
  }

  /**
   * Opens a channel to the target ("host:port", or the URI of a name resolver). It balances over
   * the target's healthy addresses, and retries calls as the services' contracts allow. It connects
   * on first use.
   */
  public static ManagedChannel open(
      String target,
      ChannelSecurity security,
      Instrumentation instrumentation,
      ServiceDescriptor... services) {
    ManagedChannelBuilder<?> builder = security.channelTo(target);
    instrumentation.observe(builder);
    ManagedChannel channel =
        builder
            .defaultServiceConfig(RetryServiceConfig.forServices(services))
            // The contract defines the service config, not a TXT record.
            .disableServiceConfigLookUp()
            .enableRetry()
            .keepAliveTime(30, TimeUnit.SECONDS)
            // On Linux, also limits how long data may stay unacknowledged before the connection is
            // closed.
            .keepAliveTimeout(5, TimeUnit.SECONDS)
            .maxInboundMessageSize(MAX_INBOUND_BYTES)
            .maxInboundMetadataSize(MAX_METADATA_BYTES)
            .intercept(StandardInterceptors.client())
            .build();
    ConnectBackoffLimit.on(channel);
    return channel;
  }

  /** Opens a plaintext channel for the contracts of a service's definition. */
  public static ManagedChannel open(String target, Collection<ServiceDescriptor> services) {
    return open(target, ChannelSecurity.PLAINTEXT, services);
  }

  /** Opens a channel for the contracts of a service's definition. */
  public static ManagedChannel open(
      String target, ChannelSecurity security, Collection<ServiceDescriptor> services) {
    return open(target, security, services.toArray(ServiceDescriptor[]::new));
  }

  /** Waits for calls in flight to end, at most for the grace time, and then cancels them. */
  public static void close(ManagedChannel channel, Duration grace) {
    channel.shutdown();
    try {
      if (!channel.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
