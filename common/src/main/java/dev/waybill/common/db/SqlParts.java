package dev.waybill.common.db;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Statements of which a group needs now these, now those, in one round trip to the database and in
 * the order in which they were added. The parameters of each get its name as a prefix, so that
 * {@code :id} of the part "item" is bound as "item_id".
 */
public final class SqlParts {
  private final Map<String, String> parts = new LinkedHashMap<>();
  private final Map<Set<String>, NamedSql> chosen = new ConcurrentHashMap<>();

  /** Adds a statement without a semicolon at its end. */
  public SqlParts with(String name, String sql) {
    parts.put(name, sql.replaceAll("(?<!:):(?=[A-Za-z])", ":" + name + "_"));
    return this;
  }

  /** The statements of these names. */
  public NamedSql choose(Set<String> names) {
    return chosen.computeIfAbsent(Set.copyOf(names), this::join);
  }

  private NamedSql join(Set<String> names) {
    List<String> statements =
        parts.entrySet().stream()
            .filter(part -> names.contains(part.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    if (statements.size() != names.size()) {
      throw new IllegalArgumentException("expected some of " + parts.keySet() + ", not " + names);
    }
    return NamedSql.of(statements.toArray(String[]::new));
  }
}
