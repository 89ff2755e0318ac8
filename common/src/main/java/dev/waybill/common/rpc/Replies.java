package dev.waybill.common.rpc;

import dev.waybill.common.correlation.CallScope;
import dev.waybill.common.error.RpcErrors;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers calls. A failure becomes the error that {@link RpcErrors#from} returns for it. */
public final class Replies {
  private Replies() {}

  /**
   * Answers when the result is complete, on the thread that completes it, with the call's context
   * and log fields. Does not block.
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
}
