package dev.waybill.common.rpc;

import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.Duration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.waybill.proto.rpc.v1.Policy;
import dev.waybill.proto.rpc.v1.Priority;
import dev.waybill.proto.rpc.v1.StreamTime;
import dev.waybill.proto.rpc.v1.UnaryTime;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** All services of the contracts, found on the class path, and what is wrong with a method. */
final class Contracts {
  private static final List<ServiceDescriptor> SERVICES = find();

  private Contracts() {}

  static List<ServiceDescriptor> services() {
    return SERVICES;
  }

  private static List<ServiceDescriptor> find() {
    return new ClassFileImporter()
            .withImportOption(location -> location.contains("Grpc.class"))
            .importPackages("dev.waybill.proto")
            .stream()
            .filter(type -> type.getSimpleName().endsWith("Grpc"))
            .map(Contracts::descriptor)
            .toList();
  }

  static Stream<MethodDescriptor<?, ?>> methods() {
    return services().stream().flatMap(service -> service.getMethods().stream());
  }

  /** What the contract of a method lacks; empty when it is complete. */
  static List<String> problems(MethodDescriptor<?, ?> method) {
    List<String> problems = new ArrayList<>();
    MethodOptions options =
        ((ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor()))
            .getMethodDescriptor()
            .getOptions();
    check(problems, options.hasIdempotencyLevel(), "no idempotency_level");
    MethodPolicies.find(method)
        .ifPresentOrElse(
            policy -> addProblems(problems, method.getType(), policy),
            () -> problems.add("no policy"));
    return problems;
  }

  private static void addProblems(List<String> problems, MethodType type, Policy policy) {
    boolean unary = type == MethodType.UNARY;
    check(problems, unary ? policy.hasUnary() : policy.hasStream(), "time of the wrong kind");
    check(problems, policy.getRolesCount() > 0, "no roles");
    check(problems, policy.getPriority() != Priority.PRIORITY_UNSPECIFIED, "no priority");
    if (unary) {
      UnaryTime time = policy.getUnary();
      check(problems, nanos(time.getMinBudget()) > 0, "min_budget not positive");
      check(
          problems,
          nanos(time.getMinBudget()) < nanos(time.getDefaultDeadline()),
          "min_budget not below default_deadline");
    } else {
      StreamTime time = policy.getStream();
      check(problems, nanos(time.getIdleTimeout()) > 0, "idle_timeout not positive");
      check(
          problems,
          nanos(time.getIdleTimeout()) < nanos(time.getMaxAge()),
          "idle_timeout not below max_age");
    }
  }

  private static void check(List<String> problems, boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  private static long nanos(Duration duration) {
    return TimeMessages.toDuration(duration).toNanos();
  }

  private static ServiceDescriptor descriptor(JavaClass type) {
    try {
      return (ServiceDescriptor)
          Objects.requireNonNull(type.reflect().getMethod("getServiceDescriptor").invoke(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
