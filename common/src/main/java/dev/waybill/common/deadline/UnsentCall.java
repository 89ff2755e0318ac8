package dev.waybill.common.deadline;

import dev.waybill.common.error.OwnStatusException;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A call that fails without reaching the network. */
final class UnsentCall<Q, R> extends ClientCall<Q, R> {
  private final Executor executor;
  private final OwnStatusException failure;

  /**
   * @param executor the executor for the call's listener, if it has one
   */
  UnsentCall(@Nullable Executor executor, OwnStatusException failure) {
    this.executor = executor == null ? Runnable::run : executor;
    this.failure = failure;
  }

  @Override
  public void start(Listener<R> listener, Metadata headers) {
    executor.execute(() -> listener.onClose(failure.getStatus(), failure.ownTrailers()));
  }

  @Override
  public void request(int messages) {}

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {}

  @Override
  public void halfClose() {}

  @Override
  public void sendMessage(Q message) {}
}
