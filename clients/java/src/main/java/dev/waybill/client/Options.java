package dev.waybill.client;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options of a program, each {@code --name value}. */
final class Options {
  private final Map<String, String> values = new HashMap<>();

  Options(String... arguments) {
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      values.put(arguments[i], arguments[i + 1]);
    }
  }

  String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  @Nullable String get(String name) {
    return values.get(name);
  }
}
