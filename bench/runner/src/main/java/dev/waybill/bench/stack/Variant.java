package dev.waybill.bench.stack;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.StackSecurity;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * One way to run the services.
 *
 * @param command the arguments of `java` that run a service
 * @param fulfils whether orders are completed, or stay confirmed
 * @param databasePort where each service finds PostgreSQL
 * @param instances how many processes of each service share its database
 * @param security what they are secured with; empty for plaintext
 */
record Variant(
    String name,
    String databasePrefix,
    Function<ServiceDefinition<?, ?>, List<String>> command,
    boolean fulfils,
    ToIntFunction<ServiceDefinition<?, ?>> databasePort,
    int instances,
    Optional<StackSecurity> security) {

  /** The same variant, except that orders are not fulfilled during the benchmark. */
  Variant placingOnly() {
    return new Variant(name, databasePrefix, command, false, databasePort, instances, security);
  }

  /** The same variant, connected through other ports. */
  Variant through(ToIntFunction<ServiceDefinition<?, ?>> port) {
    return new Variant(name, databasePrefix, command, fulfils, port, instances, security);
  }

  /** The same variant with several processes of each service. */
  Variant times(int count) {
    return new Variant(name, databasePrefix, command, fulfils, databasePort, count, security);
  }

  /** The same variant with TLS, certificates of the services, and tokens of callers. */
  Variant securedBy(StackSecurity everything) {
    return new Variant(
        name, databasePrefix, command, fulfils, databasePort, instances, Optional.of(everything));
  }

  /** The name of a service's database. */
  String database(ServiceDefinition<?, ?> service) {
    return databasePrefix + service.database().orElseThrow().name();
  }
}
