package dev.waybill.common.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.DescriptorProtos.MethodOptions;
import dev.waybill.common.testing.SampleService;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.rpc.v1.Policy;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class MethodPoliciesTest {
  @TestFactory
  Stream<DynamicTest> everyMethodOfTheContractsSaysHowItIsRun() {
    return Contracts.methods()
        .map(
            method ->
                dynamicTest(
                    method.getFullMethodName(),
                    () -> assertThat(Contracts.problems(method)).isEmpty()));
  }

  @Test
  void allServicesOfTheContractsAreFound() {
    assertThat(Contracts.services())
        .extracting(service -> service.getName())
        .contains(
            "waybill.order.v1.OrderService",
            "waybill.inventory.v1.InventoryService",
            "waybill.payment.v1.PaymentService",
            "waybill.order.audit.v1.OrderAuditService",
            "waybill.inventory.audit.v1.InventoryAuditService",
            "waybill.payment.audit.v1.PaymentAuditService");
  }

  @Test
  void aMethodWithoutAPolicyIsNoticed() {
    var method = SampleContract.method(MethodType.UNARY, MethodOptions.getDefaultInstance());

    assertThat(Contracts.problems(method)).containsExactly("no idempotency_level", "no policy");
  }

  @Test
  void aPolicyOfTheWrongKindIsNoticed() {
    Policy stream = SampleContract.streamPolicy(Duration.ofHours(1), Duration.ofMinutes(1));

    assertThat(Contracts.problems(SampleContract.method(MethodType.UNARY, stream)))
        .contains("time of the wrong kind");
  }

  @Test
  void readsThePolicyOfAGeneratedMethod() {
    Policy policy = MethodPolicies.of(InventoryServiceGrpc.getGetItemMethod());

    assertThat(TimeMessages.toDuration(policy.getUnary().getDefaultDeadline()))
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void theExceptionNamesTheMethodThatHasNone() {
    var method = SampleContract.method(MethodType.UNARY, MethodOptions.getDefaultInstance());

    assertThatIllegalStateException()
        .isThrownBy(() -> MethodPolicies.of(method))
        .withMessageContaining("sample.Sample/Call");
  }

  @Test
  void aServiceWithAMethodWithoutAPolicyCannotBeServed() {
    var method = SampleContract.method(MethodType.UNARY, MethodOptions.getDefaultInstance());

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                StandardInterceptors.server(
                    () ->
                        ServerServiceDefinition.builder("sample.Sample")
                            .addMethod(method, ServerCalls.asyncUnaryCall((_, _) -> {}))
                            .build()));
    assertThat(StandardInterceptors.server(SampleService.answering()).getMethods()).isNotEmpty();
  }
}
