package dev.waybill.common.error;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Ends a call with the error for whatever a handler throws, and sees to it that everything further
 * in may close the call without asking who else has.
 */
public final class ErrorMappingInterceptor implements ServerInterceptor {
  @Override
  public <Q, R> Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    SingleCloseCall<Q, R> guarded = new SingleCloseCall<>(call);
    try {
      return new ErrorMappingListener<>(
          next.startCall(new MappedCall<>(guarded), headers), guarded);
    } catch (RuntimeException | Error e) {
      close(guarded, e);
      return new Listener<>() {};
    }
  }

  static void close(SingleCloseCall<?, ?> call, Throwable failure) {
    if (!call.isClosed()) {
      Closing.close(call, RpcErrors.from(failure));
    }
  }

  /**
   * Maps what a handler gave to onError. gRPC makes UNKNOWN, with no description, of any exception
   * without a status; an UNKNOWN with a description is the handler's own answer.
   */
  private static final class MappedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final SingleCloseCall<Q, R> guarded;

    MappedCall(SingleCloseCall<Q, R> guarded) {
      super(guarded);
      this.guarded = guarded;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      Throwable cause = status.getCause();
      if (status.getCode() == Status.Code.UNKNOWN
          && status.getDescription() == null
          && cause != null) {
        ErrorMappingInterceptor.close(guarded, cause);
      } else {
        super.close(status, trailers);
      }
    }
  }
}
