package dev.waybill.common.server;

import dev.waybill.common.correlation.CallScope;
import dev.waybill.common.error.Closing;
import dev.waybill.common.error.StreamErrors;
import dev.waybill.common.stream.StreamLife;
import io.grpc.BindableService;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends the streams of services that do not end them themselves, gRPC's own services and foreign
 * ones: when the server stops, and when their caller's token expires. A client may watch the health
 * for its whole life. Without this class, each such stream would delay every stop for the whole
 * drain time-out.
 */
final class OpenCalls implements ServerInterceptor {
  private final Set<Closable<?, ?>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  /** Returns the service with its streams tracked here. */
  BindableService guard(BindableService service) {
    return () -> ServerInterceptors.intercept(service, this);
  }

  @Override
  public <Q, R> Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (call.getMethodDescriptor().getType() == MethodType.UNARY) {
      return next.startCall(call, headers);
    }
    Closable<Q, R> closable = new Closable<>(call);
    open.add(closable);
    // The handler does not know that its caller's token has expired.
    StreamLife.current().onEnding(closable::end);
    if (ending) {
      closable.end();
    }
    return new SimpleForwardingServerCallListener<>(next.startCall(closable, headers)) {
      @Override
      public void onCancel() {
        open.remove(closable);
        super.onCancel();
      }

      @Override
      public void onComplete() {
        open.remove(closable);
        super.onComplete();
      }
    };
  }

  /** Ends all streams, including those that are opened before their client learns of the stop. */
  void end() {
    ending = true;
    open.forEach(Closable::end);
  }

  /** A call that either its handler or the stopping server may close. */
  private static final class Closable<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final CallScope scope = CallScope.current();
    private boolean closed;

    Closable(ServerCall<Q, R> delegate) {
      super(delegate);
    }

    void end() {
      scope.run(() -> Closing.close(this, StreamErrors.ended("")));
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
      if (!closed) {
        super.sendHeaders(headers);
      }
    }

    @Override
    public synchronized void sendMessage(R message) {
      if (!closed) {
        super.sendMessage(message);
      }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
      if (!closed) {
        closed = true;
        super.close(status, trailers);
      }
    }
  }
}
