package dev.waybill.common.tls;

import io.grpc.CallCredentials;
import io.grpc.ChannelCredentials;
import io.grpc.CompositeChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannelBuilder;
import org.jspecify.annotations.Nullable;

/** How a channel is secured, if it is, and the name that its server must have. */
public final class ChannelSecurity {
  /** No security at all. */
  public static final ChannelSecurity PLAINTEXT =
      new ChannelSecurity(InsecureChannelCredentials.create(), null);

  private final ChannelCredentials credentials;
  private final @Nullable String server;

  ChannelSecurity(ChannelCredentials credentials, @Nullable String server) {
    this.credentials = credentials;
    this.server = server;
  }

  /** The same, with the credentials of a caller in each call. */
  public ChannelSecurity with(CallCredentials caller) {
    return new ChannelSecurity(CompositeChannelCredentials.create(credentials, caller), server);
  }

  /** Begins a channel to the target. */
  public ManagedChannelBuilder<?> channelTo(String target) {
    ManagedChannelBuilder<?> builder = Grpc.newChannelBuilder(target, credentials);
    return server == null ? builder : builder.overrideAuthority(server);
  }
}
