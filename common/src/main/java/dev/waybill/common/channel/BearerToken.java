package dev.waybill.common.channel;

import io.grpc.CallCredentials;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.SecurityLevel;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/**
 * A token that goes with each call. It is sent over TLS, and in plaintext only within this machine,
 * because whoever reads it may use it.
 */
public final class BearerToken extends CallCredentials {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /**
   * What RFC 6750 allows. gRPC logs a header with a line break in it, and so would the token be.
   */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final String token;

  /**
   * Checks the form of the token.
   *
   * @throws IllegalArgumentException if it cannot be a token; the message does not show it
   */
  public BearerToken(String token) {
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "expected a token, of letters, digits and -._~+/ in one line without spaces");
    }
    this.token = token;
  }

  @Override
  public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
    if (call.getSecurityLevel() == SecurityLevel.PRIVACY_AND_INTEGRITY || isLocal(call)) {
      Metadata headers = new Metadata();
      headers.put(AUTHORIZATION, "Bearer " + token);
      applier.apply(headers);
    } else {
      applier.fail(
          Status.UNAUTHENTICATED.withDescription(
              "the token was not sent, because the connection to another machine is not encrypted"));
    }
  }

  private static boolean isLocal(RequestInfo call) {
    return call.getTransportAttrs().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)
            instanceof InetSocketAddress address
        && address.getAddress().isLoopbackAddress();
  }

  /** Hides the token. */
  @Override
  public String toString() {
    return "BearerToken";
  }
}
