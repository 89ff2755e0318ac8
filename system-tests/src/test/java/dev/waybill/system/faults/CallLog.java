package dev.waybill.system.faults;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Deadline;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives every call the same deadline and records its result as the caller sees it, after the
 * channel's own retries.
 */
final class CallLog implements ClientInterceptor {
  private final Duration timeLimit;
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicLong slowestNanos = new AtomicLong();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private final Queue<String> late = new ConcurrentLinkedQueue<>();

  CallLog(Duration timeLimit) {
    this.timeLimit = timeLimit;
  }

  /** How many calls have ended, successfully or not. */
  int ended() {
    return ended.get();
  }

  /** The calls that were not answered, each with its status. */
  List<String> failed() {
    return List.copyOf(failed);
  }

  /** The calls that ended after their deadline. */
  List<String> late() {
    return List.copyOf(late);
  }

  long slowestMillis() {
    return TimeUnit.NANOSECONDS.toMillis(slowestNanos.get());
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    Deadline deadline = Deadline.after(timeLimit.toNanos(), TimeUnit.NANOSECONDS);
    long startNanos = System.nanoTime();
    return new SimpleForwardingClientCall<>(next.newCall(method, options.withDeadline(deadline))) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onClose(Status status, Metadata trailers) {
                end(method, status, deadline, System.nanoTime() - startNanos);
                super.onClose(status, trailers);
              }
            },
            headers);
      }
    };
  }

  private void end(MethodDescriptor<?, ?> method, Status status, Deadline deadline, long nanos) {
    String call =
        "%s %s after %s ms"
            .formatted(method.getBareMethodName(), status, TimeUnit.NANOSECONDS.toMillis(nanos));
    if (!status.isOk()) {
      failed.add(call);
    }
    if (deadline.isExpired()) {
      late.add(call);
    }
    slowestNanos.accumulateAndGet(nanos, Math::max);
    ended.incrementAndGet();
  }
}
