package dev.waybill.inventory.grpc;

import dev.waybill.common.rpc.CorrelationId;
import dev.waybill.common.rpc.RpcErrors;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes a client's stream no faster than it is worked off: at most 64 messages are asked for and
 * not done, and the answer goes out when the last one is.
 */
final class InboundWindow<Q, R> implements StreamObserver<Q> {
  private static final int SIZE = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final String correlationId = CorrelationId.current();
  private final ServerCallStreamObserver<R> call;
  private final Worker<Q, R> worker;
  private int open;
  private boolean complete;
  private boolean ended;

  private InboundWindow(ServerCallStreamObserver<R> call, Worker<Q, R> worker) {
    this.call = call;
    this.worker = worker;
  }

  /** To be called by the handler itself: flow control is set before it returns. */
  static <Q, R> StreamObserver<Q> open(StreamObserver<R> observer, Worker<Q, R> worker) {
    ServerCallStreamObserver<R> call = (ServerCallStreamObserver<R>) observer;
    InboundWindow<Q, R> window = new InboundWindow<>(call, worker);
    call.disableAutoRequest();
    call.setOnCancelHandler(window::abandon);
    call.request(SIZE);
    return window;
  }

  @Override
  public void onNext(Q message) {
    lock.lock();
    try {
      open++;
    } finally {
      lock.unlock();
    }
    var _ = worker.take(message).whenComplete((_, failure) -> settle(failure));
  }

  @Override
  public void onCompleted() {
    lock.lock();
    try {
      complete = true;
      answerIfDone();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onError(Throwable failure) {
    abandon();
  }

  private void settle(@Nullable Throwable failure) {
    lock.lock();
    try {
      open--;
      if (failure != null && !ended) {
        ended = true;
        CorrelationId.run(correlationId, () -> call.onError(RpcErrors.from(failure)));
      } else if (complete) {
        answerIfDone();
      } else {
        call.request(1);
      }
    } finally {
      lock.unlock();
    }
  }

  private void answerIfDone() {
    if (open == 0 && !ended) {
      ended = true;
      call.onNext(worker.summary());
      call.onCompleted();
    }
  }

  private void abandon() {
    lock.lock();
    try {
      ended = true;
    } finally {
      lock.unlock();
    }
  }

  /** What is done with the messages of one stream. */
  interface Worker<Q, R> {
    /** Begins to work on the next message; a failure ends the whole stream. */
    CompletableFuture<?> take(Q message);

    /** The answer, once all messages are done. */
    R summary();
  }
}
