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
 * The messages of one call on their way to its caller, no faster than the caller takes them.
 *
 * <p>gRPC itself never refuses a message: what the caller does not read piles up in the server's
 * memory. It only tells, by {@code isReady}, whether a message could leave at once, and calls the
 * {@code onReadyHandler} when that becomes true again. This class turns both into two ways of
 * sending:
 *
 * <ul>
 *   <li>{@link #push}, for many streams fed by one thread: never waits. What cannot leave is kept
 *       in the stream's buffer, and when that has no room the stream ends with SLOW_CONSUMER.
 *   <li>{@link #send}, for a stream with a thread of its own: waits until the caller is ready.
 * </ul>
 *
 * <p>Safe for use by many threads; messages leave in the order in which they were handed over. An
 * idle stream costs no thread and no timer.
 */
public final class PushStream<M> {
  /** How often a waiting sender looks whether the call is still there, should nobody tell it. */
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
   * A stream that can be gone on with after it was ended: by {@link StreamLife}, or because its
   * buffer had no room. To be called by the handler of the call, before it returns.
   *
   * @param resumeToken goes on behind the message that was sent last, null when none was
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
   * Runs blocking work for this stream on a thread of its own, in the scope of the call. What it
   * throws ends the stream with the error for it.
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

  /** Runs the handler once when the stream is over, however it ended; at once if it is already. */
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

  /** Sends or keeps the message; without effect on a stream that is over. Never waits. */
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
   * Pushes a message if the stream has sent none for so long and has none waiting. Nothing when the
   * supplier, which is asked between two messages, has none. False when the stream is over.
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

  /** The message that was sent last; null when none was. */
  public @Nullable M lastSent() {
    lock.lock();
    try {
      return messages.last();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the caller is ready, then sends. Not to be mixed with pushing at the same time.
   *
   * @throws CancellationException when the stream is over
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

  /** Ends the stream with OK once everything kept has been sent. */
  public void complete() {
    lock.lock();
    try {
      completing = true;
    } finally {
      lock.unlock();
    }
    drain();
  }

  /** Ends the stream with the error for the failure; what was kept is dropped. */
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

  /** The error is made under the lock: nothing is sent after what its token says was sent. */
  private void endWith(Supplier<StatusRuntimeException> error) {
    end(
        () -> {
          if (!call.isCancelled()) {
            scope.run(() -> call.onError(error.get()));
          }
        });
  }

  /** The caller has gone, or the call was closed for its age or its silence. */
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
    // Outside of the lock: a feed that pushes holds its own, and is asked for it here.
    closeHandler.run();
  }

  private boolean isOver() {
    return ended || call.isCancelled() || scope.context().isCancelled();
  }
}
