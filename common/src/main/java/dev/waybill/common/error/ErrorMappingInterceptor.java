package dev.waybill.common.error;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Ends a call with the matching error when a handler throws. The handler and all inner interceptors
 * may close the call without checking whether it is already closed.
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
   * Maps the exception that a handler passed to onError. For an exception without a status, gRPC
   * closes the call with UNKNOWN and no description; UNKNOWN with a description is the handler's
   * own choice.
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
