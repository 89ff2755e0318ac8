package dev.waybill.bench.stack;

import java.util.List;
import java.util.function.Function;

/**
 * One way to run the three services.
 *
 * @param fulfils whether orders are brought to completion, or left confirmed
 */
record Variant(
    String name, String databasePrefix, Function<String, List<String>> command, boolean fulfils) {

  static Variant of(String name, String databasePrefix) {
    return new Variant(name, databasePrefix, _ -> List.of(), true);
  }

  /** With the arguments of `java` that run a service. */
  Variant with(Function<String, List<String>> newCommand) {
    return new Variant(name, databasePrefix, newCommand, fulfils);
  }

  /** With orders that are only placed, and that nobody comes back to while there is a benchmark. */
  Variant placingOnly() {
    return new Variant(name, databasePrefix, command, false);
  }
}
