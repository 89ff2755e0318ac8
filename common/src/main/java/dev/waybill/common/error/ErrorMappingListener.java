package dev.waybill.common.error;

import io.grpc.ServerCall.Listener;

/** Passes events on until one of them throws; an exception ends the call. */
final class ErrorMappingListener<Q> extends Listener<Q> {
  private final Listener<Q> delegate;
  private final SingleCloseCall<Q, ?> call;
  private boolean failed;

  ErrorMappingListener(Listener<Q> delegate, SingleCloseCall<Q, ?> call) {
    this.delegate = delegate;
    this.call = call;
  }

  @Override
  public void onMessage(Q message) {
    unlessFailed(() -> delegate.onMessage(message));
  }

  @Override
  public void onHalfClose() {
    unlessFailed(delegate::onHalfClose);
  }

  @Override
  public void onReady() {
    unlessFailed(delegate::onReady);
  }

  /** Always passed on, because the handler may have resources to release. */
  @Override
  public void onCancel() {
    guarded(delegate::onCancel);
  }

  @Override
  public void onComplete() {
    guarded(delegate::onComplete);
  }

  private void unlessFailed(Runnable event) {
    if (!failed) {
      guarded(event);
    }
  }

  private void guarded(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException | Error e) {
      failed = true;
      ErrorMappingInterceptor.close(call, e);
    }
  }
}
