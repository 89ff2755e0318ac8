package dev.waybill.common.stream;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall.Listener;

/** Runs a handler when a call is over for the transport too, however it ended. */
final class EndListener<Q> extends SimpleForwardingServerCallListener<Q> {
  private final Runnable over;

  EndListener(Listener<Q> delegate, Runnable over) {
    super(delegate);
    this.over = over;
  }

  @Override
  public void onCancel() {
    over.run();
    super.onCancel();
  }

  @Override
  public void onComplete() {
    over.run();
    super.onComplete();
  }
}
