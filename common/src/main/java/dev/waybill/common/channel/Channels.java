package dev.waybill.common.channel;

import dev.waybill.common.rpc.StandardInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ServiceDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Opens and closes the channels on which services call each other. */
public final class Channels {
  /** More than a server takes: an answer with a full page is larger than any request. */
  private static final int MAX_INBOUND_BYTES = 4 * 1024 * 1024;

  private static final int MAX_METADATA_BYTES = 16 * 1024;

  private Channels() {}

  /**
   * A plaintext channel to the target ("host:port", or a name resolver's URI) that balances over
   * its healthy addresses, and repeats calls as the contracts of the services allow. Connects when
   * it is first used.
   */
  public static ManagedChannel open(String target, ServiceDescriptor... services) {
    ManagedChannel channel =
        Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
            .defaultServiceConfig(RetryServiceConfig.forServices(services))
            // The contract decides, not a TXT record.
            .disableServiceConfigLookUp()
            .enableRetry()
            .keepAliveTime(30, TimeUnit.SECONDS)
            // On Linux also how long data may go unacknowledged before the connection ends.
            .keepAliveTimeout(5, TimeUnit.SECONDS)
            .maxInboundMessageSize(MAX_INBOUND_BYTES)
            .maxInboundMetadataSize(MAX_METADATA_BYTES)
            .intercept(StandardInterceptors.client())
            .build();
    ConnectBackoffLimit.on(channel);
    return channel;
  }

  /** Lets calls in flight end, at most for the time; then cancels them. */
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
