package dev.waybill.local.stack;

import dev.waybill.common.server.ServiceDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to run the services.
 *
 * @param ports where they listen
 * @param common command line arguments for each of the services
 * @param arguments additional arguments for some services
 * @param security what they are secured with; empty for plaintext
 * @param metrics whether they serve metrics
 */
public record StackSettings(
    StackPorts ports,
    List<String> common,
    Map<ServiceDefinition<?, ?>, List<String>> arguments,
    Optional<StackSecurity> security,
    boolean metrics) {

  /** The services with their default settings. */
  public static StackSettings on(StackPorts ports) {
    return new StackSettings(ports, List.of(), Map.of(), Optional.empty(), false);
  }

  /** The same settings with these arguments for every service. */
  public StackSettings withAll(String... values) {
    return new StackSettings(ports, List.of(values), arguments, security, metrics);
  }

  /** The same settings with these arguments for one service, such as "--hold-time", "2s". */
  public StackSettings with(ServiceDefinition<?, ?> service, String... values) {
    Map<ServiceDefinition<?, ?>, List<String>> changed = new HashMap<>(arguments);
    changed.put(service, List.of(values));
    return new StackSettings(ports, common, changed, security, metrics);
  }

  /** The same settings with every service secured. */
  public StackSettings securedBy(StackSecurity everything) {
    return new StackSettings(ports, common, arguments, Optional.of(everything), metrics);
  }

  /** The same settings with metrics from every service. */
  public StackSettings withMetrics() {
    return new StackSettings(ports, common, arguments, security, true);
  }

  List<String> argumentsOf(ServiceDefinition<?, ?> service) {
    return arguments.getOrDefault(service, List.of());
  }
}
