package dev.waybill.common.error;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.locks.ReentrantLock;

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

  private static void close(SingleCloseCall<?, ?> call, Throwable failure) {
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

  /**
   * A call that several threads may answer: the handler, and a timer that ends the call. The first
   * close wins. Anything sent after it is dropped, whereas gRPC would throw.
   */
  private static final class SingleCloseCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    SingleCloseCall(ServerCall<Q, R> delegate) {
      super(delegate);
    }

    @Override
    public void sendHeaders(Metadata headers) {
      unlessClosed(() -> super.sendHeaders(headers));
    }

    @Override
    public void sendMessage(R message) {
      unlessClosed(() -> super.sendMessage(message));
    }

    @Override
    public void close(Status status, Metadata trailers) {
      unlessClosed(
          () -> {
            closed = true;
            super.close(status, trailers);
          });
    }

    boolean isClosed() {
      return closed;
    }

    /**
     * Also true after a timer has closed the call, so that a handler that checks it stops working.
     */
    @Override
    public boolean isCancelled() {
      return closed || super.isCancelled();
    }

    private void unlessClosed(Runnable action) {
      lock.lock();
      try {
        if (!closed) {
          action.run();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Passes events on until one of them throws; an exception ends the call. */
  private static final class ErrorMappingListener<Q> extends Listener<Q> {
    private final Listener<Q> delegate;
    private final SingleCloseCall<Q, ?> call;
    private boolean failed;

    ErrorMappingListener(Listener<Q> delegate, SingleCloseCall<Q, ?> call) {
      this.delegate = delegate;
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      unlessFailed(() -> delegate.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      unlessFailed(delegate::onHalfClose);
    }

    @Override
    public void onReady() {
      unlessFailed(delegate::onReady);
    }

    /** Always passed on, because the handler may have resources to release. */
    @Override
    public void onCancel() {
      guarded(delegate::onCancel);
    }

    @Override
    public void onComplete() {
      guarded(delegate::onComplete);
    }

    private void unlessFailed(Runnable event) {
      if (!failed) {
        guarded(event);
      }
    }

    private void guarded(Runnable event) {
      try {
        event.run();
      } catch (RuntimeException | Error e) {
        failed = true;
        ErrorMappingInterceptor.close(call, e);
      }
    }
  }
}
