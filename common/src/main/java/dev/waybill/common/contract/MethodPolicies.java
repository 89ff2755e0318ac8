package dev.waybill.common.contract;

import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.Duration;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.proto.rpc.v1.Policy;
import dev.waybill.proto.rpc.v1.RpcProto;
import dev.waybill.proto.rpc.v1.StreamTime;
import dev.waybill.proto.rpc.v1.UnaryTime;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Reads a method's policy, which says how to run it, from its contract. */
public final class MethodPolicies {
  /**
   * Cached, because finding a method's schema is a search. The keys are the constants of stubs and
   * servers.
   */
  private static final ConcurrentMap<MethodDescriptor<?, ?>, Optional<Policy>> CACHE =
      new ConcurrentHashMap<>();

  private MethodPolicies() {}

  /**
   * Returns the policy. Throws IllegalStateException, naming the method, if its contract has none.
   */
  public static Policy of(MethodDescriptor<?, ?> method) {
    return find(method)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    method.getFullMethodName() + " has no (waybill.rpc.v1.policy) option"));
  }

  /** Returns the longest that a call may take: the default deadline, or a stream's maximum age. */
  public static java.time.Duration timeLimit(MethodDescriptor<?, ?> method) {
    Policy policy = of(method);
    return TimeMessages.toDuration(
        policy.hasUnary()
            ? policy.getUnary().getDefaultDeadline()
            : policy.getStream().getMaxAge());
  }

  /** Returns how long a stream may be quiet; zero for a unary method. */
  public static java.time.Duration idleTimeout(MethodDescriptor<?, ?> method) {
    return TimeMessages.toDuration(of(method).getStream().getIdleTimeout());
  }

  /**
   * Returns why a server cannot run the method: its policy is missing, its time limits make no
   * sense, it does not say who may call, or the owner in its request cannot be checked. Empty if it
   * can.
   */
  public static Optional<String> problem(MethodDescriptor<?, ?> method) {
    return find(method)
        .map(
            policy ->
                problem(method.getType(), policy)
                    .or(() -> MayCall.problem(policy))
                    .or(() -> problemWithOwners(method)))
        .orElseGet(() -> Optional.of("has no (waybill.rpc.v1.policy) option"));
  }

  /**
   * Returns the policy; empty for a method that is not ours, such as those of the health service.
   */
  public static Optional<Policy> find(MethodDescriptor<?, ?> method) {
    return CACHE.computeIfAbsent(method, MethodPolicies::read);
  }

  private static Optional<String> problemWithOwners(MethodDescriptor<?, ?> method) {
    return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
        ? OwnerFields.problem(schema.getMethodDescriptor().getInputType())
        : Optional.empty();
  }

  private static Optional<String> problem(MethodType type, Policy policy) {
    if (type == MethodType.UNARY) {
      UnaryTime time = policy.getUnary();
      return !policy.hasUnary()
          ? Optional.of("is unary, so its policy needs a `unary` time")
          : ordered(
              "min_budget", time.getMinBudget(), "default_deadline", time.getDefaultDeadline());
    }
    StreamTime time = policy.getStream();
    return !policy.hasStream()
        ? Optional.of("has a stream, so its policy needs a `stream` time")
        : ordered("idle_timeout", time.getIdleTimeout(), "max_age", time.getMaxAge());
  }

  private static Optional<String> ordered(
      String lessName, Duration less, String moreName, Duration more) {
    if (nanos(less) <= 0) {
      return Optional.of("has a policy whose %s is not positive".formatted(lessName));
    }
    return nanos(less) < nanos(more)
        ? Optional.empty()
        : Optional.of("has a policy whose %s is not below its %s".formatted(lessName, moreName));
  }

  private static long nanos(Duration duration) {
    return TimeMessages.toDuration(duration).toNanos();
  }

  private static Optional<Policy> read(MethodDescriptor<?, ?> method) {
    return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
        ? read(schema.getMethodDescriptor().getOptions())
        : Optional.empty();
  }

  private static Optional<Policy> read(MethodOptions options) {
    return options.hasExtension(RpcProto.policy)
        ? Optional.of(options.getExtension(RpcProto.policy))
        : Optional.empty();
  }
}
