package dev.waybill.common.rpc;

import io.grpc.Context;
import io.grpc.Metadata;

/** The W3C trace context of a call, passed on as it came. */
final class TraceParent {
  static final Metadata.Key<String> HEADER =
      Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
  static final Context.Key<String> KEY = Context.key("traceparent");

  private TraceParent() {}
}
