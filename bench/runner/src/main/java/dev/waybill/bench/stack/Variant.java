package dev.waybill.bench.stack;

import java.util.List;
import java.util.function.Function;

/** One way to run the three services. */
record Variant(
    String name,
    String databasePrefix,
    Function<String, List<String>> command,
    List<String> orderArguments) {

  static Variant of(String name, String databasePrefix) {
    return new Variant(name, databasePrefix, _ -> List.of(), List.of());
  }

  /** With the arguments of `java` that run a service. */
  Variant with(Function<String, List<String>> newCommand) {
    return new Variant(name, databasePrefix, newCommand, orderArguments);
  }

  /** With arguments for order-service. */
  Variant orders(String... arguments) {
    return new Variant(name, databasePrefix, command, List.of(arguments));
  }
}
