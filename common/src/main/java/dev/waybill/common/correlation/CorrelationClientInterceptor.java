package dev.waybill.common.correlation;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/** Adds the correlation id and the trace context of the current work to its outgoing calls. */
public final class CorrelationClientInterceptor implements ClientInterceptor {
  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        putIfAbsent(headers, CorrelationId.HEADER, CorrelationId.KEY.get());
        putIfAbsent(headers, TraceParent.HEADER, TraceParent.KEY.get());
        super.start(listener, headers);
      }
    };
  }

  private static void putIfAbsent(
      Metadata headers, Metadata.Key<String> key, @Nullable String value) {
    if (value != null && !headers.containsKey(key)) {
      headers.put(key, value);
    }
  }
}
