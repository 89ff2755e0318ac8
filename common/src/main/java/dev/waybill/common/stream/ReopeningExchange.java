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
 * The client's side of a long-lived stream on which every message is answered by itself, in any
 * order.
 *
 * <p>Messages leave as fast as the server takes them, which {@code isReady} tells and {@code
 * onReadyHandler} announces, and no more than a window of them are unanswered. When the stream ends
 * for a reason that may pass, it is opened again and everything unanswered is sent again, so
 * messages must be safe to repeat. It is only ever opened when there is something to send.
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
   * Opens nothing yet.
   *
   * @param opener opens the stream, as a stub's method does
   * @param keyOf the key of the message that an answer is for
   * @param window the most messages without an answer
   */
  public ReopeningExchange(
      Function<StreamObserver<R>, StreamObserver<Q>> opener, Function<R, K> keyOf, int window) {
    this.opener = opener;
    this.keyOf = keyOf;
    this.window = window;
  }

  /**
   * Sends the message as soon as the window and the server have room; waits for the window only.
   * The future fails with a StatusRuntimeException that will not pass, or is cancelled when the
   * message is withdrawn or the exchange closed. A key that is waiting for its answer already
   * shares it.
   *
   * @throws TimeExpiredException when the window has no room within the budget
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

  /** Gives up on the answer to a message, which the server may act on all the same. */
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

  /** How often the stream was lost since the last answer came. */
  public int failures() {
    lock.lock();
    try {
      return losses.count();
    } finally {
      lock.unlock();
    }
  }

  /** Why the stream was lost last, unless an answer has come since. */
  public Optional<Throwable> lastFailure() {
    lock.lock();
    try {
      return Optional.ofNullable(losses.last());
    } finally {
      lock.unlock();
    }
  }

  /** Finishes the stream; what is unanswered is given up. Closing again does nothing. */
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
    // Whoever happens to send first must not take the stream with it when its own call ends.
    Context.ROOT.run(
        () -> {
          // The opening was given the way to send before this returned.
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

  /** What the present stream, or one before it, has to say. */
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
