package dev.waybill.common.correlation;

import io.grpc.Context;
import io.grpc.Metadata;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The W3C trace context of a call, passed on unchanged. */
final class TraceParent {
  private static final Pattern ACCEPTED =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  static final Metadata.Key<String> HEADER =
      Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
  static final Context.Key<String> KEY = Context.key("traceparent");

  private TraceParent() {}

  /**
   * Returns whether it is valid. Anything else is dropped, so that a caller cannot fill the
   * metadata of the calls made on its behalf.
   */
  static boolean isAcceptable(@Nullable String offered) {
    return offered != null && ACCEPTED.matcher(offered).matches();
  }
}
