package dev.waybill.common.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL with parameters by name, such as {@code :ids}, taken apart once. Several statements make one
 * round trip to the database, which carries them out in their order.
 */
public final class NamedSql {
  /** No cast, which has two colons. */
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([A-Za-z_]\\w*)");

  private final String text;
  private final Map<String, List<Integer>> positions = new HashMap<>();

  private NamedSql(String named) {
    List<String> names = new ArrayList<>();
    this.text =
        PARAMETER
            .matcher(named)
            .replaceAll(
                match -> {
                  names.add(match.group(1));
                  return Matcher.quoteReplacement("?");
                });
    for (int i = 0; i < names.size(); i++) {
      positions.computeIfAbsent(names.get(i), _ -> new ArrayList<>()).add(i + 1);
    }
  }

  /** Statements without a semicolon at their end. */
  public static NamedSql of(String... statements) {
    return new NamedSql(String.join(";\n", statements));
  }

  /** With a question mark for each parameter. */
  @Override
  public String toString() {
    return text;
  }

  boolean has(String name) {
    return positions.containsKey(name);
  }

  /** Throws IllegalArgumentException for a parameter that is not there. */
  List<Integer> positions(String name) {
    List<Integer> found = positions.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no parameter :" + name + " in " + text);
    }
    return found;
  }
}
