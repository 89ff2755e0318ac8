package dev.waybill.system.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.common.contract.MethodPolicies;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.rpc.v1.Policy;
import dev.waybill.proto.rpc.v1.Priority;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every method of the shop's contracts declares its policy, and names only callers that exist. */
final class ContractsTest {
  @TestFactory
  Stream<DynamicTest> describesEveryMethodCompletely() {
    return Contracts.methods()
        .map(method -> dynamicTest(method.getFullMethodName(), () -> check(method)));
  }

  @TestFactory
  Stream<DynamicTest> namesOnlyCallersThatCall() {
    return Contracts.methods()
        .map(method -> dynamicTest(method.getFullMethodName(), () -> checkCallers(method)));
  }

  @Test
  void findsAllServices() {
    assertThat(Contracts.services())
        .extracting(ServiceDescriptor::getName)
        .containsExactlyInAnyOrder(
            "waybill.audit.v1.AuditService",
            "waybill.order.v1.OrderService",
            "waybill.inventory.v1.InventoryService",
            "waybill.payment.v1.PaymentService",
            "waybill.template.v1.TemplateService",
            "waybill.order.audit.v1.OrderAuditService",
            "waybill.inventory.audit.v1.InventoryAuditService",
            "waybill.payment.audit.v1.PaymentAuditService");
  }

  private static void checkCallers(MethodDescriptor<?, ?> method) {
    for (String caller : MethodPolicies.of(method).getCallersList()) {
      assertThat(callersOf(method)).as("callers").contains(caller);
    }
  }

  /**
   * The services that, by their own definition, call a service with this method; and all of them.
   */
  private static List<String> callersOf(MethodDescriptor<?, ?> method) {
    List<String> callees =
        Services.ALL.stream()
            .filter(service -> offers(service, method))
            .map(ServiceDefinition::name)
            .toList();
    return Stream.concat(
            Stream.of("*"),
            Services.ALL.stream()
                .filter(service -> service.calls().stream().anyMatch(callees::contains))
                .map(ServiceDefinition::name))
        .toList();
  }

  private static boolean offers(ServiceDefinition<?, ?> service, MethodDescriptor<?, ?> method) {
    return service.contracts().stream()
        .anyMatch(contract -> contract.getName().equals(method.getServiceName()));
  }

  private static void check(MethodDescriptor<?, ?> method) {
    assertThat(MethodPolicies.problem(method)).isEmpty();
    Policy policy = MethodPolicies.of(method);
    assertThat(policy.getPriority()).isNotEqualTo(Priority.PRIORITY_UNSPECIFIED);
    var schema = (ProtoMethodDescriptorSupplier) method.getSchemaDescriptor();
    assertThat(
            Objects.requireNonNull(schema).getMethodDescriptor().getOptions().hasIdempotencyLevel())
        .as("idempotency_level")
        .isTrue();
  }
}
