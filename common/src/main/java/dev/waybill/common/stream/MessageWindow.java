package dev.waybill.common.stream;

import dev.waybill.common.correlation.CallScope;
import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.error.StreamErrors;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads a client's stream only as fast as messages are processed and their answers are read.
 *
 * <p>By default, gRPC requests the next message as soon as the handler has returned from the last.
 * {@code disableAutoRequest} turns that off. Here a window of messages is requested with {@code
 * request}, and one more each time a message is done. A message with its own answer is done when
 * that answer has been sent, so a client that sends but never reads is stopped: the server never
 * keeps more than the window, in messages and answers together.
 *
 * <p>When the server wants the stream to end, it takes no more messages, answers those that it has
 * taken, and then ends the stream with STREAM_ENDED. A stream that its client has finished ends as
 * usual.
 */
public final class MessageWindow<Q, R> implements StreamObserver<Q> {
  private final ReentrantLock lock = new ReentrantLock();
  private final CallScope scope = CallScope.current();
  private final Queue<R> answers = new ArrayDeque<>();
  private final ServerCallStreamObserver<R> call;
  private final Worker<Q, R> worker;
  private int open;
  private boolean complete;
  private boolean ending;
  private boolean turnedAway;
  private boolean ended;

  private MessageWindow(ServerCallStreamObserver<R> call, Worker<Q, R> worker) {
    this.call = call;
    this.worker = worker;
  }

  /**
   * Opens a window. Call it from the handler of the call, before the handler returns.
   *
   * @param size the most messages that may be taken and not yet done
   */
  public static <Q, R> StreamObserver<Q> open(
      StreamObserver<R> observer, int size, Worker<Q, R> worker) {
    ServerCallStreamObserver<R> call = (ServerCallStreamObserver<R>) observer;
    MessageWindow<Q, R> window = new MessageWindow<>(call, worker);
    call.disableAutoRequest();
    call.setOnReadyHandler(window::answer);
    call.setOnCancelHandler(window::abandon);
    call.setOnCloseHandler(window::abandon);
    StreamLife.current().onEnding(window::end);
    call.request(size);
    return window;
  }

  @Override
  public void onNext(Q message) {
    lock.lock();
    try {
      if (ending || ended) {
        // It was requested before the end, so the client has to send it again.
        turnedAway = true;
        return;
      }
      open++;
    } finally {
      lock.unlock();
    }
    var _ =
        worker
            .take(message)
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null) {
                    done(answer);
                  } else {
                    fail(failure);
                  }
                });
  }

  @Override
  public void onCompleted() {
    lock.lock();
    try {
      complete = true;
      finishIfDone();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onError(Throwable failure) {
    abandon();
  }

  private void done(Optional<R> answer) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      if (answer.isPresent()) {
        answers.add(answer.get());
        answer();
      } else {
        release(1);
      }
    } finally {
      lock.unlock();
    }
  }

  private void fail(Throwable failure) {
    lock.lock();
    try {
      if (!ended) {
        ended = true;
        scope.run(() -> call.onError(RpcErrors.from(failure)));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Sends the answers that the client is ready for. */
  private void answer() {
    lock.lock();
    try {
      int sent = 0;
      while (!ended && !answers.isEmpty() && call.isReady()) {
        call.onNext(answers.remove());
        sent++;
      }
      release(sent);
    } finally {
      lock.unlock();
    }
  }

  private void release(int done) {
    open -= done;
    finishIfDone();
    if (done > 0 && !complete && !ending && !ended) {
      call.request(done);
    }
  }

  private void end() {
    lock.lock();
    try {
      ending = true;
      finishIfDone();
    } finally {
      lock.unlock();
    }
  }

  private void finishIfDone() {
    if (open > 0 || ended || !(complete || ending)) {
      return;
    }
    ended = true;
    scope.run(this::finish);
  }

  private void finish() {
    if (complete && !turnedAway) {
      worker.last().ifPresent(call::onNext);
      call.onCompleted();
    } else {
      call.onError(StreamErrors.ended(""));
    }
  }

  private void abandon() {
    lock.lock();
    try {
      ended = true;
      answers.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Processes the messages of one stream. */
  public interface Worker<Q, R> {
    /**
     * Starts to process the next message, without blocking. The future has the message's own
     * answer, or is empty if the stream has one answer for all; a failure ends the whole stream.
     */
    CompletableFuture<Optional<R>> take(Q message);

    /** Returns the answer for all messages, once they are done. */
    default Optional<R> last() {
      return Optional.empty();
    }
  }
}
