package dev.waybill.common.stream;

import dev.waybill.common.correlation.CallScope;
import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.error.StreamErrors;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the messages of one call no faster than its caller reads them.
 *
 * <p>gRPC itself never refuses a message: messages that the caller does not read pile up in the
 * server's memory. It only reports, by {@code isReady}, whether a message could be sent at once,
 * and calls the {@code onReadyHandler} when that becomes true again. This class builds two ways of
 * sending on top of that:
 *
 * <ul>
 *   <li>{@link #push}, for many streams fed by one thread: never waits. Messages that cannot be
 *       sent are kept in the stream's buffer; when the buffer is full, the stream ends with
 *       SLOW_CONSUMER.
 *   <li>{@link #send}, for a stream with its own thread: waits until the caller is ready.
 * </ul>
 *
 * <p>Safe for use by many threads; messages are sent in the order in which they were handed over.
 * An idle stream uses no thread and no timer.
 */
public final class PushStream<M> {
  /**
   * How often a waiting sender checks that the call is still open, in case no callback reports it.
   */
  private static final long LOOK_SECONDS = 1;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final CallScope scope = CallScope.current();
  private final ServerCallStreamObserver<M> call;
  private final Outbound<M> messages;
  private final Function<@Nullable M, String> resumeToken;
  private Runnable closeHandler = () -> {};
  private boolean completing;
  private boolean ended;

  PushStream(
      ServerCallStreamObserver<M> call,
      OutboundBuffer<M> buffer,
      Function<@Nullable M, String> resumeToken) {
    this.call = call;
    this.messages = new Outbound<>(call, buffer);
    this.resumeToken = resumeToken;
    call.setOnReadyHandler(this::drain);
    call.setOnCancelHandler(this::abandon);
    call.setOnCloseHandler(this::abandon);
  }

  /**
   * Opens a stream that a client can resume after it was ended, either by {@link StreamLife} or
   * because its buffer was full. Call it from the handler of the call, before the handler returns.
   *
   * @param resumeToken returns the token that resumes after the last message sent, which is null if
   *     there was none
   */
  public static <M> PushStream<M> open(
      StreamObserver<M> observer,
      OutboundBuffer<M> buffer,
      Function<@Nullable M, String> resumeToken) {
    PushStream<M> stream =
        new PushStream<>((ServerCallStreamObserver<M>) observer, buffer, resumeToken);
    StreamLife.current()
        .onEnding(
            () ->
                stream.endWith(
                    () -> StreamErrors.ended(stream.resumeToken.apply(stream.messages.last()))));
    return stream;
  }

  /**
   * Runs blocking work for this stream on its own thread, in the scope of the call. An exception
   * ends the stream with the matching error.
   */
  public void startSource(String name, Runnable source) {
    Runnable guarded =
        () -> {
          try {
            source.run();
          } catch (RuntimeException | Error e) {
            fail(e);
          }
        };
    Thread.ofVirtual().name(name).start(() -> scope.run(guarded));
  }

  /** Runs the handler once when the stream is over, however it ended; at once if it already is. */
  public void onClose(Runnable handler) {
    lock.lock();
    try {
      if (!ended) {
        closeHandler = handler;
        return;
      }
    } finally {
      lock.unlock();
    }
    handler.run();
  }

  /** Sends or keeps the message; does nothing if the stream is over. Never waits. */
  public void push(M message) {
    boolean overflown = false;
    lock.lock();
    try {
      if (ended || completing) {
        return;
      }
      overflown = !messages.sendOrKeep(message);
    } finally {
      lock.unlock();
    }
    if (overflown) {
      endWith(
          () -> StreamErrors.slowConsumer(messages.limit(), resumeToken.apply(messages.last())));
    }
  }

  /**
   * Sends a message if the stream has sent none for this time and has none waiting. The supplier is
   * called between two messages; if it returns null, nothing is sent. Returns false if the stream
   * is over.
   */
  public boolean pushIfQuietFor(Duration time, Supplier<? extends @Nullable M> supplier) {
    lock.lock();
    try {
      if (!ended && !completing && messages.isQuietFor(time) && messages.isFree()) {
        M message = supplier.get();
        if (message != null) {
          messages.send(message);
        }
      }
      return !isOver();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the last message sent; null if there is none. */
  public @Nullable M lastSent() {
    lock.lock();
    try {
      return messages.last();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the caller is ready, then sends. Must not be used concurrently with push.
   *
   * @throws CancellationException if the stream is over
   */
  public void send(M message) {
    lock.lock();
    try {
      while (!isOver() && !call.isReady()) {
        boolean _ = changed.await(LOOK_SECONDS, TimeUnit.SECONDS);
      }
      if (isOver()) {
        throw new CancellationException("the stream is over");
      }
      messages.send(message);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped while the caller was not ready");
    } finally {
      lock.unlock();
    }
  }

  /** Ends the stream with OK once all kept messages have been sent. */
  public void complete() {
    lock.lock();
    try {
      completing = true;
    } finally {
      lock.unlock();
    }
    drain();
  }

  /** Ends the stream with the error for the failure; kept messages are dropped. */
  public void fail(Throwable failure) {
    endWith(() -> RpcErrors.from(failure));
  }

  private void drain() {
    boolean done;
    lock.lock();
    try {
      if (!ended) {
        messages.sendKept();
      }
      done = completing && messages.keepsNothing();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (done) {
      end(() -> scope.run(call::onCompleted));
    }
  }

  /**
   * Ends the stream. The error is created under the lock, so that no message is sent after the one
   * that its resume token names.
   */
  private void endWith(Supplier<StatusRuntimeException> error) {
    end(
        () -> {
          if (!call.isCancelled()) {
            scope.run(() -> call.onError(error.get()));
          }
        });
  }

  /**
   * Ends the stream after the caller left, or the call was closed for its age or for being idle.
   */
  private void abandon() {
    end(() -> {});
  }

  private void end(Runnable farewell) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
      messages.dropKept();
      changed.signalAll();
      farewell.run();
    } finally {
      lock.unlock();
    }
    // Outside the lock, because a feed holds its own lock while it pushes, and this handler needs
    // that lock.
    closeHandler.run();
  }

  private boolean isOver() {
    return ended || call.isCancelled() || scope.context().isCancelled();
  }
}
