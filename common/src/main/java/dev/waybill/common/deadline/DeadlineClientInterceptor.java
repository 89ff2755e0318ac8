package dev.waybill.common.deadline;

import dev.waybill.common.contract.MethodPolicies;
import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.ErrorDetails;
import dev.waybill.common.error.OwnStatusException;
import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.proto.rpc.v1.Policy;
import dev.waybill.proto.rpc.v1.UnaryTime;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Gives every outgoing unary call a deadline: the one set on the call, or the method's default, but
 * never later than the deadline of the call that it serves. A call that cannot succeed in the
 * remaining time is not sent.
 */
public final class DeadlineClientInterceptor implements ClientInterceptor {
  /** Reserved, so that a call that makes this one still has time to answer. */
  private static final long RESERVE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    Optional<UnaryTime> time =
        MethodPolicies.find(method).filter(Policy::hasUnary).map(Policy::getUnary);
    if (time.isEmpty()) {
      return next.newCall(method, options);
    }
    Deadline deadline = deadline(options, TimeMessages.toDuration(time.get().getDefaultDeadline()));
    long left = deadline.timeRemaining(TimeUnit.NANOSECONDS);
    Duration needed = TimeMessages.toDuration(time.get().getMinBudget());
    if (left < needed.toNanos()) {
      return new UnsentCall<>(options.getExecutor(), tooLate(method, left, needed));
    }
    return next.newCall(method, options.withDeadline(deadline));
  }

  private static Deadline deadline(CallOptions options, Duration methodsOwn) {
    Deadline own = options.getDeadline();
    if (own == null) {
      own = Deadline.after(methodsOwn.toNanos(), TimeUnit.NANOSECONDS);
    }
    Deadline callers = Context.current().getDeadline();
    return callers == null
        ? own
        : own.minimum(callers.offset(-RESERVE_NANOS, TimeUnit.NANOSECONDS));
  }

  private static OwnStatusException tooLate(
      MethodDescriptor<?, ?> method, long leftNanos, Duration needed) {
    return RpcErrors.build(
        Code.DEADLINE_EXCEEDED,
        "%s needs %s ms, but only %s ms are left; the call was not sent"
            .formatted(
                method.getFullMethodName(),
                needed.toMillis(),
                Math.max(0, TimeUnit.NANOSECONDS.toMillis(leftNanos))),
        ErrorDetails.info(CommonErrorReason.CALL_NOT_SENT.name(), Map.of()));
  }
}
