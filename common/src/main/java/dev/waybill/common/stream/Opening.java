package dev.waybill.common.stream;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import org.jspecify.annotations.Nullable;

/** One call of a stream that may be opened many times. Its owner must hold its lock to send. */
final class Opening<Q, R> implements ClientResponseObserver<Q, R> {
  private final Owner<Q, R> owner;
  private @Nullable ClientCallStreamObserver<Q> requests;

  Opening(Owner<Q, R> owner) {
    this.owner = owner;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Q> call) {
    requests = call;
    call.setOnReadyHandler(owner::ready);
  }

  /** Returns whether a message would be sent at once. */
  boolean isReady() {
    return requests != null && requests.isReady();
  }

  void send(Q message) {
    if (requests != null) {
      requests.onNext(message);
    }
  }

  void finish() {
    if (requests != null) {
      requests.onCompleted();
    }
  }

  @Override
  public void onNext(R answer) {
    owner.answered(answer);
  }

  @Override
  public void onError(Throwable failure) {
    owner.ended(this, failure);
  }

  @Override
  public void onCompleted() {
    owner.ended(this, Status.OK.asRuntimeException());
  }

  /** Receives the stream's events. */
  interface Owner<Q, R> {
    void ready();

    void answered(R answer);

    void ended(Opening<Q, R> opening, Throwable cause);
  }
}
