package dev.waybill.common.rpc;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Sends the messages of one stream no faster than its caller takes them: the source waits. */
final class PacedStream<M> {
  /** How often a waiting source looks whether the call is still there, should nobody tell it. */
  private static final long LOOK_SECONDS = 1;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ServerCallStreamObserver<M> observer;

  private PacedStream(ServerCallStreamObserver<M> observer) {
    this.observer = observer;
  }

  /**
   * Runs the source on a thread of its own: the call's own threads have to stay free to tell when
   * the caller is ready for more.
   */
  static <M> void start(Consumer<Consumer<M>> source, StreamObserver<M> observer) {
    PacedStream<M> stream = new PacedStream<>((ServerCallStreamObserver<M>) observer);
    stream.observer.setOnReadyHandler(stream::wake);
    stream.observer.setOnCancelHandler(stream::wake);
    CallScope scope = CallScope.current();
    Thread.ofVirtual().name("stream").start(() -> scope.run(() -> stream.run(source)));
  }

  private void run(Consumer<Consumer<M>> source) {
    try {
      source.accept(this::send);
      observer.onCompleted();
    } catch (RuntimeException | Error e) {
      if (!isGone()) {
        observer.onError(RpcErrors.from(e));
      }
    }
  }

  private void send(M message) {
    lock.lock();
    try {
      while (!isGone() && !observer.isReady()) {
        boolean _ = changed.await(LOOK_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped while the caller was not ready");
    } finally {
      lock.unlock();
    }
    if (isGone()) {
      throw new CancellationException("the caller has gone");
    }
    observer.onNext(message);
  }

  private boolean isGone() {
    return observer.isCancelled() || Context.current().isCancelled();
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
