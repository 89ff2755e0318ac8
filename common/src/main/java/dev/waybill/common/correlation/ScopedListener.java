package dev.waybill.common.correlation;

import io.grpc.ServerCall.Listener;

/** Runs all events of a call in the call's scope. */
final class ScopedListener<Q> extends Listener<Q> {
  private final Listener<Q> delegate;
  private final CallScope scope;

  ScopedListener(Listener<Q> delegate, CallScope scope) {
    this.delegate = delegate;
    this.scope = scope;
  }

  @Override
  public void onMessage(Q message) {
    scope.run(() -> delegate.onMessage(message));
  }

  @Override
  public void onHalfClose() {
    scope.run(delegate::onHalfClose);
  }

  @Override
  public void onCancel() {
    scope.run(delegate::onCancel);
  }

  @Override
  public void onComplete() {
    scope.run(delegate::onComplete);
  }

  @Override
  public void onReady() {
    scope.run(delegate::onReady);
  }
}
