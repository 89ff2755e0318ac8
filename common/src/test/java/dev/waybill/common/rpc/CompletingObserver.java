package dev.waybill.common.rpc;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** Completes a future with the only message of a stream, or with its failure. */
public final class CompletingObserver<M> implements StreamObserver<M> {
  private final CompletableFuture<M> result;

  private CompletingObserver(CompletableFuture<M> result) {
    this.result = result;
  }

  public static <M> StreamObserver<M> of(CompletableFuture<M> result) {
    return new CompletingObserver<>(result);
  }

  @Override
  public void onNext(M message) {
    result.complete(message);
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    result.completeExceptionally(new IllegalStateException("the stream ended without a message"));
  }
}
