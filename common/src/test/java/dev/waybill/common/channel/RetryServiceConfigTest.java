package dev.waybill.common.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.DescriptorProtos.MethodOptions;
import dev.waybill.common.contract.MethodPolicies;
import dev.waybill.common.rpc.SampleContract;
import dev.waybill.proto.rpc.v1.RpcProto;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServiceDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class RetryServiceConfigTest {
  /** gRPC draws each backoff from 80 % to 120 % of the configured one. */
  private static final double MOST_JITTER = 1.2;

  @TestFactory
  Stream<DynamicTest> retriesOfEveryMethodAreWhatItsContractAllows() {
    ServiceDescriptor service = SampleServiceGrpc.getServiceDescriptor();
    return service.getMethods().stream()
        .map(
            method -> dynamicTest(method.getFullMethodName(), () -> checkRetries(service, method)));
  }

  private static void checkRetries(ServiceDescriptor service, MethodDescriptor<?, ?> method) {
    Optional<Map<String, ?>> policy = retryPolicy(service, method);
    boolean harmless = method.isSafe() || method.isIdempotent();
    boolean possible =
        method.getType() == MethodType.UNARY || method.getType() == MethodType.SERVER_STREAMING;

    assertThat(policy.isPresent()).isEqualTo(harmless && possible);
    policy.ifPresent(retries -> checkPolicy(method, retries));
  }

  private static void checkPolicy(MethodDescriptor<?, ?> method, Map<String, ?> retries) {
    double attempts = (Double) value(retries, "maxAttempts");
    double backoff = seconds(retries, "initialBackoff");
    double sum = 0;
    for (int retry = 1; retry < attempts; retry++) {
      sum += Math.min(backoff, seconds(retries, "maxBackoff")) * MOST_JITTER;
      backoff *= (Double) value(retries, "backoffMultiplier");
    }
    Duration limit = MethodPolicies.timeLimit(method);

    assertThat(value(retries, "retryableStatusCodes")).isEqualTo(List.of("UNAVAILABLE"));
    assertThat(attempts).isBetween(2.0, 3.0);
    assertThat(sum).isPositive().isLessThan(limit.toNanos() / 1e9 / 2);
  }

  @Test
  void doesNotRetryMethodsThatAreNotIdempotent() {
    var method =
        SampleContract.method(
            MethodType.UNARY,
            MethodOptions.newBuilder()
                .setExtension(
                    RpcProto.policy,
                    SampleContract.unaryPolicy(Duration.ofSeconds(1), Duration.ofMillis(1)))
                .build());
    var service = ServiceDescriptor.newBuilder("sample.Sample").addMethod(method).build();

    assertThat(retryPolicy(service, method)).isEmpty();
  }

  @Test
  void throttlesRetriesAndBalancesCallsOverHealthyServers() {
    Map<String, ?> config = RetryServiceConfig.forServices();

    assertThat(value(config, "retryThrottling"))
        .isEqualTo(Map.of("maxTokens", 20.0, "tokenRatio", 0.1));
    assertThat(value(config, "loadBalancingConfig"))
        .isEqualTo(List.of(Map.of("round_robin", Map.of())));
    assertThat(value(config, "healthCheckConfig")).isEqualTo(Map.of("serviceName", ""));
  }

  @SuppressWarnings("unchecked") // JSON, as gRPC takes it.
  private static Optional<Map<String, ?>> retryPolicy(
      ServiceDescriptor service, MethodDescriptor<?, ?> method) {
    Map<String, ?> name =
        Map.of(
            "service", service.getName(),
            "method", Objects.requireNonNull(method.getBareMethodName()));
    List<Map<String, ?>> methods =
        (List<Map<String, ?>>) value(RetryServiceConfig.forServices(service), "methodConfig");
    return methods.stream()
        .filter(config -> value(config, "name").equals(List.of(name)))
        .<Map<String, ?>>map(config -> (Map<String, ?>) value(config, "retryPolicy"))
        .findFirst();
  }

  private static double seconds(Map<String, ?> json, String key) {
    String text = (String) value(json, key);
    assertThat(text).endsWith("s");
    return Double.parseDouble(text.substring(0, text.length() - 1));
  }

  private static Object value(Map<String, ?> json, String key) {
    return Objects.requireNonNull(json.get(key), key);
  }
}
