package dev.waybill.common.channel;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.nio.channels.ClosedChannelException;

/**
 * Ends a call with UNAVAILABLE when its connection breaks. gRPC does this too, except for a call
 * that is being written at that moment: it ends with UNKNOWN (grpc-java issue 10120), which is also
 * the status that a faulty server returns.
 */
public final class BrokenConnectionInterceptor implements ClientInterceptor {
  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        super.start(new Mapped<>(listener), headers);
      }
    };
  }

  private static final class Mapped<R> extends SimpleForwardingClientCallListener<R> {
    private Mapped(ClientCall.Listener<R> caller) {
      super(caller);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      super.onClose(isBrokenConnection(status) ? unavailable(status) : status, trailers);
    }

    /** Only a local failure has a cause; a status sent by a server has none. */
    private static boolean isBrokenConnection(Status status) {
      return status.getCode() == Code.UNKNOWN
          && status.getCause() instanceof ClosedChannelException;
    }

    private static Status unavailable(Status status) {
      return Status.UNAVAILABLE
          .withDescription(status.getDescription())
          .withCause(status.getCause());
    }
  }
}
