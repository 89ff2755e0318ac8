package dev.waybill.common.rpc;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers calls; a failure becomes the error that {@link RpcErrors#from} gives for it. */
public final class Replies {
  private Replies() {}

  /**
   * Answers when the result is there, on the thread that completes it, with the call's context and
   * log fields. Blocks nothing.
   */
  public static <R, M> void unary(
      CompletableFuture<R> result, StreamObserver<M> observer, Function<R, M> message) {
    CallScope scope = CallScope.current();
    var _ =
        result.whenComplete(
            (value, failure) ->
                scope.run(
                    () -> {
                      if (failure == null) {
                        unary(() -> message.apply(value), observer);
                      } else {
                        observer.onError(RpcErrors.from(failure));
                      }
                    }));
  }

  /** Does the work on the calling thread, then answers. */
  public static <M> void unary(Supplier<M> work, StreamObserver<M> observer) {
    M message;
    try {
      message = work.get();
    } catch (RuntimeException | Error e) {
      observer.onError(RpcErrors.from(e));
      return;
    }
    observer.onNext(message);
    observer.onCompleted();
  }

  /**
   * Answers with a stream, which ends when the source returns, or with the error for what it
   * throws. The source runs on a thread of its own and may block. Whatever it passes on waits until
   * the caller is ready; when the caller has gone, passing on throws, which ends the source.
   */
  public static <M> void stream(Consumer<Consumer<M>> source, StreamObserver<M> observer) {
    PacedStream.start(source, observer);
  }
}
