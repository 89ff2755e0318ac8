package dev.waybill.common.error;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A call that several threads may answer: the handler, and a timer that ends the call. The first
 * close wins. Anything sent after it is dropped, whereas gRPC would throw.
 */
final class SingleCloseCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
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
