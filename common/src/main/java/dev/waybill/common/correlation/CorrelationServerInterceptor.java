package dev.waybill.common.correlation;

import io.grpc.Context;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicReference;

/** Gives every call a correlation id, in its context, its log lines and its response headers. */
public final class CorrelationServerInterceptor implements ServerInterceptor {
  @Override
  public <Q, R> Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String id = CorrelationId.accept(headers.get(CorrelationId.HEADER));
    Context context = Context.current().withValue(CorrelationId.KEY, id);
    String traceParent = headers.get(TraceParent.HEADER);
    if (TraceParent.isAcceptable(traceParent)) {
      context = context.withValue(TraceParent.KEY, traceParent);
    }
    CallScope scope = new CallScope(context);
    AtomicReference<Listener<Q>> listener = new AtomicReference<>();
    scope.run(() -> listener.set(next.startCall(new EchoingCall<>(call, id), headers)));
    return new ScopedListener<>(listener.get(), scope);
  }

  /** Returns the id in the headers, or in the trailers of a response that has only trailers. */
  private static final class EchoingCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final String id;
    private boolean headersSent;

    EchoingCall(ServerCall<Q, R> delegate, String id) {
      super(delegate);
      this.id = id;
    }

    @Override
    public void sendHeaders(Metadata headers) {
      headersSent = true;
      headers.put(CorrelationId.HEADER, id);
      super.sendHeaders(headers);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (!headersSent) {
        trailers.put(CorrelationId.HEADER, id);
      }
      super.close(status, trailers);
    }
  }
}
