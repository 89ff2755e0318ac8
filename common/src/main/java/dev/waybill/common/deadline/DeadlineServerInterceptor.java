package dev.waybill.common.deadline;

import dev.waybill.common.contract.MethodPolicies;
import dev.waybill.common.correlation.CallScope;
import dev.waybill.common.error.Closing;
import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.RpcErrors;
import dev.waybill.proto.rpc.v1.Policy;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Limits the time of every call by its contract. A unary call without a deadline gets the method's
 * default deadline, and a stream ends at its maximum age.
 */
public final class DeadlineServerInterceptor implements ServerInterceptor {
  @Override
  public <Q, R> Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Policy policy = MethodPolicies.of(call.getMethodDescriptor());
    Deadline callers = Context.current().getDeadline();
    Deadline limit =
        Deadline.after(
            MethodPolicies.timeLimit(call.getMethodDescriptor()).toNanos(), TimeUnit.NANOSECONDS);
    if (callers != null && (policy.hasUnary() || callers.isBefore(limit))) {
      return next.startCall(call, headers);
    }
    Context.CancellableContext bounded =
        Context.current().withDeadline(limit, CallTimers.scheduler());
    bounded.addListener(
        context ->
            // The timer's thread has no call scope, and the access log must name the call.
            new CallScope(context)
                .run(() -> closeIfExpired(context.cancellationCause(), call, policy)),
        Runnable::run);
    return Contexts.interceptCall(bounded, call, headers, next);
  }

  /** Runs on the timer's thread, or at the end of a call, which then has another cause. */
  private static void closeIfExpired(
      @Nullable Throwable cause, ServerCall<?, ?> call, Policy policy) {
    if (cause instanceof TimeoutException) {
      Closing.close(call, expired(policy));
    }
  }

  private static StatusRuntimeException expired(Policy policy) {
    return policy.hasUnary()
        ? RpcErrors.common(
            Code.DEADLINE_EXCEEDED,
            CommonErrorReason.TIME_EXPIRED,
            "the call set no deadline, and the method's default deadline passed")
        : RpcErrors.common(
            Code.DEADLINE_EXCEEDED,
            CommonErrorReason.STREAM_MAX_AGE,
            "the stream reached its maximum age; open a new one");
  }
}
