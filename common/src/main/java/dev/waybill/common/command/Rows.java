package dev.waybill.common.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table that a group works on: which it is about, what is stored of them, and what
 * its commands made of that. Rows are values; one that changes is put anew.
 */
public final class Rows<K, T> {
  private final Set<K> named = new LinkedHashSet<>();
  private final Map<K, T> stored = new LinkedHashMap<>();
  private final Map<K, T> written = new LinkedHashMap<>();

  /** Says that a command is about this row, whether it exists or not. */
  public void name(K key) {
    named.add(key);
  }

  /** The rows to be locked. */
  public Set<K> named() {
    return Collections.unmodifiableSet(named);
  }

  /** Takes a row as it is stored and locked. */
  public void load(K key, T row) {
    stored.put(key, row);
  }

  /** All rows that were loaded, in the order in which they were. */
  public List<T> stored() {
    return List.copyOf(stored.values());
  }

  /** The row as it was before the group; null when there was none. */
  public @Nullable T stored(K key) {
    return stored.get(key);
  }

  /** The row as the commands so far have left it; null when there is none. */
  public @Nullable T get(K key) {
    T row = written.get(key);
    return row == null ? stored.get(key) : row;
  }

  /** Makes this the row. */
  public void put(K key, T row) {
    written.put(key, row);
  }

  /** The rows that are not stored yet, as they are now. */
  public List<T> added() {
    return written.entrySet().stream()
        .filter(entry -> !stored.containsKey(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The rows that differ from what is stored, as they are now. */
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
