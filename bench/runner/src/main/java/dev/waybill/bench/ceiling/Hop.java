package dev.waybill.bench.ceiling;

import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;

/** Continues with the answer to one call, or passes its failure to the caller of another. */
record Hop<R>(StreamObserver<?> caller, Consumer<R> goOn) implements StreamObserver<R> {
  @Override
  public void onNext(R answer) {
    goOn.accept(answer);
  }

  @Override
  public void onError(Throwable failure) {
    caller.onError(failure);
  }

  @Override
  public void onCompleted() {}
}
