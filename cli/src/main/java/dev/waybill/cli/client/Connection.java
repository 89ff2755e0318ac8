package dev.waybill.cli.client;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.tls.ChannelSecurity;
import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A channel to one service, with the name that messages use for the service. */
public final class Connection implements AutoCloseable {
  private static final Duration CLOSING_TIME = Duration.ofSeconds(1);

  private final ServiceDefinition<?, ?> service;
  private final String target;
  private final ManagedChannel connected;
  private final Channel channel;

  private Connection(
      ServiceDefinition<?, ?> service, String target, ManagedChannel connected, Channel channel) {
    this.service = service;
    this.target = target;
    this.connected = connected;
    this.channel = channel;
  }

  static Connection open(
      ServiceDefinition<?, ?> service,
      String target,
      ChannelSecurity security,
      @Nullable Duration timeout,
      @Nullable CallCredentials credentials) {
    ManagedChannel connected = Channels.open(target, security, service.contracts());
    Channel channel = connected;
    if (timeout != null) {
      channel = ClientInterceptors.intercept(channel, new TimeLimit(timeout));
    }
    if (credentials != null) {
      channel = ClientInterceptors.intercept(channel, new Credentials(credentials));
    }
    return new Connection(service, target, connected, channel);
  }

  /** The channel to create stubs from; the time limit applies to each call on it. */
  public Channel channel() {
    return channel;
  }

  /** The service and its address, as shown in messages. */
  public String title() {
    return service.title() + " at " + target;
  }

  @Override
  public void close() {
    Channels.close(connected, CLOSING_TIME);
  }
}
