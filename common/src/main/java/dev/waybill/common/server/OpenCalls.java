package dev.waybill.common.server;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends the calls to gRPC's own services when the server stops. A client may watch the health for as
 * long as it lives; without this, each such stream would hold up every stop for the whole drain
 * time-out.
 */
final class OpenCalls implements ServerInterceptor {
  private final Set<Closable<?, ?>> open = ConcurrentHashMap.newKeySet();

  @Override
  public <Q, R> Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Closable<Q, R> closable = new Closable<>(call);
    open.add(closable);
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

  void end() {
    open.forEach(
        call ->
            call.close(
                Status.UNAVAILABLE.withDescription("the server is stopping"), new Metadata()));
  }

  /** A call that its handler and the stopping server may both close. */
  private static final class Closable<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private boolean closed;

    Closable(ServerCall<Q, R> delegate) {
      super(delegate);
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
