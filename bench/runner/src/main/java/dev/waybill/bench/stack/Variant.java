package dev.waybill.bench.stack;

import dev.waybill.common.server.ServiceDefinition;
import java.util.List;
import java.util.function.Function;

/**
 * One way to run the services.
 *
 * @param fulfils whether orders are completed, or stay confirmed
 */
record Variant(
    String name,
    String databasePrefix,
    Function<ServiceDefinition<?, ?>, List<String>> command,
    boolean fulfils) {

  static Variant of(String name, String databasePrefix) {
    return new Variant(name, databasePrefix, _ -> List.of(), true);
  }

  /** The same variant with other arguments of `java` to run a service. */
  Variant with(Function<ServiceDefinition<?, ?>, List<String>> newCommand) {
    return new Variant(name, databasePrefix, newCommand, fulfils);
  }

  /** The same variant, except that orders are not fulfilled during the benchmark. */
  Variant placingOnly() {
    return new Variant(name, databasePrefix, command, false);
  }
}
