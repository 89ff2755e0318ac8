package dev.waybill.common.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL with named parameters, such as {@code :ids}, parsed once. It may contain several statements:
 * the database runs them in order, in one round trip.
 */
public final class NamedSql {
  /** Does not match a cast, which has two colons. */
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

  /** Joins statements, which must not end with a semicolon. */
  public static NamedSql of(String... statements) {
    return new NamedSql(String.join(";\n", statements));
  }

  /** Returns the SQL with a question mark for each parameter. */
  @Override
  public String toString() {
    return text;
  }

  boolean has(String name) {
    return positions.containsKey(name);
  }

  /**
   * @throws IllegalArgumentException if there is no such parameter
   */
  List<Integer> positions(String name) {
    List<Integer> found = positions.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no parameter :" + name + " in " + text);
    }
    return found;
  }
}
