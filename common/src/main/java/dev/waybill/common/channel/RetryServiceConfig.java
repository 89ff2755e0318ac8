package dev.waybill.common.channel;

import dev.waybill.common.contract.MethodPolicies;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Derives gRPC's service config from the contract: which methods are retried, and how soon. This is
 * the only layer that retries calls.
 */
public final class RetryServiceConfig {
  private static final int MAX_ATTEMPTS = 3;
  private static final double MULTIPLIER = 2;
  private static final Duration SHORTEST_BACKOFF = Duration.ofMillis(10);
  private static final Duration LONGEST_BACKOFF = Duration.ofMillis(100);

  /**
   * The first backoff is the method's time divided by this, so that all backoffs together are a
   * small part of that time.
   */
  private static final int TIME_TO_FIRST_BACKOFF = 40;

  private RetryServiceConfig() {}

  /** Returns the service config of a channel to these services. */
  public static Map<String, ?> forServices(ServiceDescriptor... services) {
    List<Map<String, ?>> methods =
        Arrays.stream(services)
            .flatMap(service -> service.getMethods().stream())
            .filter(RetryServiceConfig::isRepeatable)
            .<Map<String, ?>>map(RetryServiceConfig::methodConfig)
            .toList();
    return Map.of(
        "loadBalancingConfig", List.of(Map.of("round_robin", Map.of())),
        "healthCheckConfig", Map.of("serviceName", ""),
        "methodConfig", methods,
        // Spares a server that fails most calls: retries stop below half of the tokens.
        "retryThrottling", Map.of("maxTokens", 20.0, "tokenRatio", 0.1));
  }

  /** A retry must be harmless, and possible: the messages of a client's stream cannot be resent. */
  private static boolean isRepeatable(MethodDescriptor<?, ?> method) {
    return (method.isSafe() || method.isIdempotent()) && method.getType().clientSendsOneMessage();
  }

  private static Map<String, ?> methodConfig(MethodDescriptor<?, ?> method) {
    Duration first = firstBackoff(MethodPolicies.timeLimit(method));
    Map<String, ?> name =
        Map.of(
            "service", String.valueOf(method.getServiceName()),
            "method", String.valueOf(method.getBareMethodName()));
    Map<String, ?> retryPolicy =
        Map.of(
            "maxAttempts", (double) MAX_ATTEMPTS,
            "initialBackoff", seconds(first),
            "maxBackoff", seconds(first.multipliedBy((long) MULTIPLIER)),
            "backoffMultiplier", MULTIPLIER,
            "retryableStatusCodes", List.of("UNAVAILABLE"));
    return Map.of("name", List.of(name), "retryPolicy", retryPolicy);
  }

  private static Duration firstBackoff(Duration limit) {
    Duration share = limit.dividedBy(TIME_TO_FIRST_BACKOFF);
    if (share.compareTo(SHORTEST_BACKOFF) < 0) {
      return SHORTEST_BACKOFF;
    }
    return share.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : share;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3fs", duration.toMillis() / 1000.0);
  }
}
