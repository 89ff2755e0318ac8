package dev.waybill.cli.stream;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A server stream that is read no faster than its reader asks.
 *
 * <p>By default gRPC takes the next message from the network as soon as it has delivered the last
 * one, and messages that the reader has not reached yet pile up in the client's memory. Here {@code
 * disableAutoRequestWithInitial} asks for a window of messages, and {@code request} for as many
 * more as the reader has handled. If the reader handles none, nothing more is taken, HTTP/2's own
 * window fills up, and {@code isReady} turns false at the server. This way a slow terminal slows
 * down the sender.
 */
final class PulledStream<R> implements ClientResponseObserver<Object, R>, AutoCloseable {
  /** The most messages that are buffered for the reader. */
  static final int WINDOW = 32;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<R> arrived = new ArrayList<>(WINDOW);
  private @Nullable ClientCallStreamObserver<Object> call;
  private @Nullable StatusRuntimeException failure;
  private boolean ended;
  private int taken;

  @Override
  public void beforeStart(ClientCallStreamObserver<Object> call) {
    this.call = call;
    call.disableAutoRequestWithInitial(WINDOW);
  }

  /**
   * Waits for messages. Returns none if the time has passed or the stream has ended with OK.
   * Messages returned by earlier calls count as handled.
   *
   * @throws StatusRuntimeException if the stream has failed and all its messages were taken
   */
  List<R> take(Duration patience) throws InterruptedException {
    askForMore();
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (arrived.isEmpty() && !ended && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      if (arrived.isEmpty() && failure != null) {
        throw failure;
      }
      List<R> messages = List.copyOf(arrived);
      arrived.clear();
      taken = messages.size();
      return messages;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the stream has ended with OK and all its messages were taken. */
  boolean isComplete() {
    lock.lock();
    try {
      return ended && failure == null && arrived.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void askForMore() {
    if (taken > 0 && call != null) {
      call.request(taken);
      taken = 0;
    }
  }

  @Override
  public void onNext(R message) {
    change(() -> arrived.add(message));
  }

  @Override
  public void onError(Throwable cause) {
    change(
        () -> {
          failure = asFailure(cause);
          ended = true;
        });
  }

  @Override
  public void onCompleted() {
    change(() -> ended = true);
  }

  /** Cancels the stream at the server. Has no effect once the stream has ended. */
  @Override
  public void close() {
    if (call != null) {
      call.cancel("the reader has seen enough", null);
    }
  }

  private static StatusRuntimeException asFailure(Throwable cause) {
    return Status.fromThrowable(cause).asRuntimeException(Status.trailersFromThrowable(cause));
  }

  private void change(Runnable action) {
    lock.lock();
    try {
      action.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
