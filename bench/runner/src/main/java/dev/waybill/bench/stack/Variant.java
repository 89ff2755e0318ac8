package dev.waybill.bench.stack;

import dev.waybill.common.server.ServiceDefinition;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * One way to run the services.
 *
 * @param command the arguments of `java` that run a service
 * @param fulfils whether orders are completed, or stay confirmed
 * @param databasePort where each service finds PostgreSQL
 * @param instances how many processes of each service share its database
 */
record Variant(
    String name,
    String databasePrefix,
    Function<ServiceDefinition<?, ?>, List<String>> command,
    boolean fulfils,
    ToIntFunction<ServiceDefinition<?, ?>> databasePort,
    int instances) {

  /** The same variant, except that orders are not fulfilled during the benchmark. */
  Variant placingOnly() {
    return new Variant(name, databasePrefix, command, false, databasePort, instances);
  }

  /** The same variant, connected through other ports. */
  Variant through(ToIntFunction<ServiceDefinition<?, ?>> port) {
    return new Variant(name, databasePrefix, command, fulfils, port, instances);
  }

  /** The same variant with several processes of each service. */
  Variant times(int count) {
    return new Variant(name, databasePrefix, command, fulfils, databasePort, count);
  }

  /** The name of a service's database. */
  String database(ServiceDefinition<?, ?> service) {
    return databasePrefix + service.database().orElseThrow().name();
  }
}
