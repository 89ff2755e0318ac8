package dev.waybill.common.stream;

import dev.waybill.common.deadline.CallTimers;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.time.TimeBudget;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The client side of a long-lived stream on which each message gets its own answer, in any order.
 *
 * <p>Messages are sent as fast as the server takes them, which {@code isReady} and {@code
 * onReadyHandler} report, and at most a window of them is unanswered. When the stream ends for a
 * reason that may be temporary, it is reopened and all unanswered messages are sent again, so
 * messages must be idempotent. It is opened only when there is something to send.
 *
 * <p>Safe for use by many threads.
 */
public final class ReopeningExchange<K, Q, R> implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition roomMade = lock.newCondition();
  private final Unanswered<K, Q, R> unanswered = new Unanswered<>();
  private final Losses losses = new Losses();
  private final Function<StreamObserver<R>, StreamObserver<Q>> opener;
  private final Function<R, K> keyOf;
  private final int window;
  private @Nullable Opening<Q, R> opening;
  private boolean reopening;
  private boolean closed;

  /**
   * Creates an exchange, without opening the stream yet.
   *
   * @param opener opens the stream, as a stub's method does
   * @param keyOf returns the key of the message that an answer belongs to
   * @param window the most messages without an answer
   */
  public ReopeningExchange(
      Function<StreamObserver<R>, StreamObserver<Q>> opener, Function<R, K> keyOf, int window) {
    this.opener = opener;
    this.keyOf = keyOf;
    this.window = window;
  }

  /**
   * Sends the message as soon as the window and the server have room. Waits for the window only.
   * The future fails with a StatusRuntimeException if a retry cannot help, and is cancelled if the
   * message is withdrawn or the exchange is closed. If the key is already waiting for an answer,
   * the same future is returned.
   *
   * @throws TimeExpiredException if the window has no room within the budget
   */
  public CompletableFuture<R> send(K key, Q message, TimeBudget budget) {
    lock.lock();
    try {
      CompletableFuture<R> same = unanswered.answerOf(key);
      if (same != null) {
        return same;
      }
      awaitRoom(budget);
      CompletableFuture<R> answer = unanswered.add(key, message);
      if (opening == null && !reopening) {
        open();
      } else {
        pump();
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /** Gives up on the answer to a message. The server may still process the message. */
  public void withdraw(K key) {
    lock.lock();
    try {
      CompletableFuture<R> answer = unanswered.withdraw(key);
      if (answer != null) {
        roomMade.signalAll();
        answer.cancel(false);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns how often the stream was lost since the last answer. */
  public int failures() {
    lock.lock();
    try {
      return losses.count();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the cause of the last loss, unless an answer has arrived since. */
  public Optional<Throwable> lastFailure() {
    lock.lock();
    try {
      return Optional.ofNullable(losses.last());
    } finally {
      lock.unlock();
    }
  }

  /** Finishes the stream and cancels all unanswered messages. Closing again does nothing. */
  @Override
  public void close() {
    List<CompletableFuture<R>> abandoned;
    lock.lock();
    try {
      abandoned = removeAll();
      if (opening != null && !closed) {
        opening.finish();
      }
      closed = true;
    } finally {
      lock.unlock();
    }
    abandoned.forEach(answer -> answer.cancel(false));
  }

  private void awaitRoom(TimeBudget budget) {
    try {
      while (!closed && unanswered.size() >= window) {
        if (!roomMade.await(budget.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
          throw new TimeExpiredException("%s messages are unanswered".formatted(window));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new TimeExpiredException("stopped while %s messages were unanswered".formatted(window));
    }
    if (closed) {
      throw new CancellationException("the exchange is closed");
    }
  }

  private void open() {
    reopening = false;
    if (closed || unanswered.isEmpty()) {
      return;
    }
    Opening<Q, R> next = new Opening<>(new Events());
    opening = next;
    // The stream must not end when the call that happens to open it ends.
    Context.ROOT.run(
        () -> {
          // The opening already has the request stream, since before this returned.
          var _ = opener.apply(next);
        });
  }

  private void reopen() {
    lock.lock();
    try {
      open();
    } finally {
      lock.unlock();
    }
  }

  private void pump() {
    while (opening != null && opening.isReady()) {
      Q next = unanswered.nextUnsent();
      if (next == null) {
        return;
      }
      opening.send(next);
    }
  }

  private List<CompletableFuture<R>> removeAll() {
    roomMade.signalAll();
    return unanswered.removeAll();
  }

  private void scheduleReopening() {
    if (closed || unanswered.isEmpty()) {
      return;
    }
    reopening = true;
    long pause = losses.nextPause().toNanos();
    var _ = CallTimers.scheduler().schedule(this::reopen, pause, TimeUnit.NANOSECONDS);
  }

  /** Handles the events of the current stream, or of an earlier one. */
  private final class Events implements Opening.Owner<Q, R> {
    @Override
    public void ready() {
      lock.lock();
      try {
        pump();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void answered(R answer) {
      CompletableFuture<R> waiting;
      lock.lock();
      try {
        losses.forget();
        waiting = unanswered.remove(keyOf.apply(answer));
        roomMade.signalAll();
      } finally {
        lock.unlock();
      }
      if (waiting != null) {
        waiting.complete(answer);
      }
    }

    @Override
    public void ended(Opening<Q, R> which, Throwable cause) {
      List<CompletableFuture<R>> refused = List.of();
      lock.lock();
      try {
        if (which != opening) {
          return;
        }
        opening = null;
        losses.note(cause);
        if (losses.mayPass()) {
          unanswered.sendAllAgain();
          scheduleReopening();
        } else {
          refused = removeAll();
        }
      } finally {
        lock.unlock();
      }
      refused.forEach(answer -> answer.completeExceptionally(cause));
    }
  }
}
