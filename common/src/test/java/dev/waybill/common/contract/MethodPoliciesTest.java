package dev.waybill.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.StringValue;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.common.rpc.OwnerContract;
import dev.waybill.common.rpc.SampleContract;
import dev.waybill.common.rpc.StandardInterceptors;
import dev.waybill.common.testing.SampleService;
import dev.waybill.proto.rpc.v1.Policy;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import java.time.Duration;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

final class MethodPoliciesTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofHours(1);
  private static final MethodDescriptor<StringValue, StringValue> WITHOUT_POLICY =
      SampleContract.method(MethodType.UNARY, MethodOptions.getDefaultInstance());

  @Test
  void readsThePolicyOfAGeneratedMethod() {
    Policy policy = MethodPolicies.of(SampleServiceGrpc.getGetItemMethod());

    assertThat(TimeMessages.toDuration(policy.getUnary().getDefaultDeadline()))
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void namesMethodWithoutPolicy() {
    assertThatIllegalStateException()
        .isThrownBy(() -> MethodPolicies.of(WITHOUT_POLICY))
        .withMessageContaining("sample.Sample/Call");
  }

  @Test
  void findsNoProblemInACompletePolicy() {
    assertThat(SampleServiceGrpc.getServiceDescriptor().getMethods())
        .hasSize(5)
        .allSatisfy(method -> assertThat(MethodPolicies.problem(method)).isEmpty());
  }

  @Test
  void reportsProblemsOfAPolicy() {
    assertThat(MethodPolicies.problem(WITHOUT_POLICY))
        .hasValue("has no (waybill.rpc.v1.policy) option");
    assertProblem(MethodType.UNARY, Policy.getDefaultInstance())
        .isEqualTo("is unary, so its policy needs a `unary` time");
    assertProblem(MethodType.UNARY, SampleContract.streamPolicy(LONG, SHORT))
        .isEqualTo("is unary, so its policy needs a `unary` time");
    assertProblem(MethodType.SERVER_STREAMING, SampleContract.unaryPolicy(LONG, SHORT))
        .isEqualTo("has a stream, so its policy needs a `stream` time");
    assertProblem(MethodType.UNARY, SampleContract.unaryPolicy(LONG, Duration.ZERO))
        .isEqualTo("has a policy whose min_budget is not positive");
    assertProblem(MethodType.BIDI_STREAMING, SampleContract.streamPolicy(SHORT, LONG))
        .isEqualTo("has a policy whose idle_timeout is not below its max_age");
  }

  @Test
  void reportsRolesAndCallersThatCannotBeEnforced() {
    Policy policy = SampleContract.unaryPolicy(LONG, SHORT);
    assertProblem(MethodType.UNARY, policy.toBuilder().clearRoles().build())
        .isEqualTo("has a policy without roles, so nobody could call it");
    assertProblem(MethodType.UNARY, policy.toBuilder().addRoles("auditor").build())
        .isEqualTo(
            "has a policy with the unknown role \"auditor\","
                + " expected one of customer, operator, service");
    assertProblem(MethodType.UNARY, policy.toBuilder().addRoles("service").build())
        .isEqualTo("has a policy with the role \"service\" that names no callers");
    assertProblem(MethodType.UNARY, policy.toBuilder().addCallers("ledger").build())
        .isEqualTo("has a policy that names callers, but without the role \"service\"");
    assertProblem(
            MethodType.UNARY, policy.toBuilder().addRoles("service").addCallers("Order").build())
        .isEqualTo(
            "has a policy with the caller \"Order\", expected the name of a service or \"*\"");
    assertProblem(
            MethodType.UNARY, policy.toBuilder().addRoles("service").addCallers("ledger").build())
        .isEqualTo("no problem");
  }

  @Test
  void reportsOwnersThatCannotBeChecked() {
    assertThat(MethodPolicies.problem(OwnerContract.inInnerMessage())).isEmpty();
    assertThat(MethodPolicies.problem(OwnerContract.number()))
        .hasValue("has the owner owner, which is not a string");
    assertThat(MethodPolicies.problem(OwnerContract.repeated()))
        .hasValue("has an owner in owner, which is repeated");
    assertThat(MethodPolicies.problem(OwnerContract.inRepeatedMessage()))
        .hasValue("has an owner in inner, which is repeated");
    assertThat(MethodPolicies.problem(OwnerContract.inOneof()))
        .hasValue("has an owner in inner, which is part of a oneof");
    assertThat(MethodPolicies.problem(OwnerContract.inItself()))
        .hasValue("has an owner in inner.inner, which holds itself");
  }

  @Test
  void refusesToServeAMethodWithoutRoles() {
    MethodDescriptor<StringValue, StringValue> method =
        SampleContract.method(
            MethodType.UNARY,
            SampleContract.unaryPolicy(LONG, SHORT).toBuilder().clearRoles().build());
    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> StandardInterceptors.server(() -> serviceWith(method)))
        .withMessageContaining("method sample.Sample/Call has a policy without roles");
  }

  @Test
  void refusesToServeAMethodWithoutAPolicy() {
    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> StandardInterceptors.server(() -> serviceWith(WITHOUT_POLICY)))
        .withMessage(
            "method sample.Sample/Call has no (waybill.rpc.v1.policy) option; fix its contract,"
                + " or serve the service as a foreign one");
    assertThat(StandardInterceptors.server(SampleService.answering()).getMethods()).isNotEmpty();
  }

  private static ServerServiceDefinition serviceWith(
      MethodDescriptor<StringValue, StringValue> method) {
    return ServerServiceDefinition.builder("sample.Sample")
        .addMethod(method, ServerCalls.asyncUnaryCall((_, _) -> {}))
        .build();
  }

  private static AbstractStringAssert<?> assertProblem(MethodType type, Policy policy) {
    return assertThat(
        MethodPolicies.problem(SampleContract.method(type, policy)).orElse("no problem"));
  }
}
