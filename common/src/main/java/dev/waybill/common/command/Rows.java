package dev.waybill.common.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table that a group works on: the keys it names, the rows that are stored, and the
 * rows that its commands wrote. Rows are immutable values, so a command changes one by putting a
 * new one.
 */
public final class Rows<K, T> {
  private final Set<K> named = new LinkedHashSet<>();
  private final Map<K, T> stored = new LinkedHashMap<>();
  private final Map<K, T> written = new LinkedHashMap<>();

  /** Names a row that a command needs, whether or not the row exists. */
  public void name(K key) {
    named.add(key);
  }

  /** Returns the keys of the rows to be locked. */
  public Set<K> named() {
    return Collections.unmodifiableSet(named);
  }

  /** Adds a row as it is stored. The row must be locked. */
  public void load(K key, T row) {
    stored.put(key, row);
  }

  /** Returns all loaded rows, in the order in which they were loaded. */
  public List<T> stored() {
    return List.copyOf(stored.values());
  }

  /** Returns the row as it was before the group; null if it did not exist. */
  public @Nullable T stored(K key) {
    return stored.get(key);
  }

  /** Returns the row as the commands so far have left it; null if it does not exist. */
  public @Nullable T get(K key) {
    T row = written.get(key);
    return row == null ? stored.get(key) : row;
  }

  /** Sets the row, whether it is new or replaces an earlier one. */
  public void put(K key, T row) {
    written.put(key, row);
  }

  /** Returns the rows that are not stored yet, in their current state. */
  public List<T> added() {
    return written.entrySet().stream()
        .filter(entry -> !stored.containsKey(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Returns the stored rows that have changed, in their current state. */
  public List<T> changed() {
    return written.entrySet().stream()
        .filter(entry -> isChange(stored.get(entry.getKey()), entry.getValue()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static <T> boolean isChange(@Nullable T before, T after) {
    return before != null && !before.equals(after);
  }
}
