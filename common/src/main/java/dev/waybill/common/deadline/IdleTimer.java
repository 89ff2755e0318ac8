package dev.waybill.common.deadline;

import dev.waybill.common.correlation.CallScope;
import dev.waybill.common.error.Closing;
import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.RpcErrors;
import io.grpc.Context;
import io.grpc.ServerCall;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes a stream when it has not been touched for the limit. */
final class IdleTimer {
  private final ServerCall<?, ?> call;
  private final Duration limit;
  private final CallScope scope = CallScope.current();
  private volatile long lastNanos = System.nanoTime();
  private volatile @Nullable Future<?> next;

  IdleTimer(ServerCall<?, ?> call, Duration limit) {
    this.call = call;
    this.limit = limit;
  }

  /** Watches the call of the current context until that call ends. */
  void start() {
    schedule(limit.toNanos());
    Context.current().addListener(_ -> stop(), Runnable::run);
  }

  void touch() {
    lastNanos = System.nanoTime();
  }

  private void stop() {
    Future<?> pending = next;
    if (pending != null) {
      pending.cancel(false);
    }
  }

  private void schedule(long delayNanos) {
    next = CallTimers.scheduler().schedule(this::check, delayNanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Closes the stream, or schedules the next check. A touch does not move the timer, because that
   * would cost something for every message; the check computes how long ago the last touch was.
   */
  private void check() {
    long left = limit.toNanos() - (System.nanoTime() - lastNanos);
    if (left > 0) {
      schedule(left);
    } else {
      scope.run(this::close);
    }
  }

  private void close() {
    Closing.close(
        call,
        RpcErrors.common(
            Code.DEADLINE_EXCEEDED,
            CommonErrorReason.STREAM_IDLE,
            "the stream was idle for too long; open a new one"));
  }
}
