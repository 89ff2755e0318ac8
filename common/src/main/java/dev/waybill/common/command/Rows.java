package dev.waybill.common.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table that a group works on: the keys it names, the rows that are stored, and the
 * rows that its commands wrote. Rows are immutable values, so a command changes one by putting a
 * new one.
 */
public final class Rows<K, T> {
  private final Set<K> named = new LinkedHashSet<>();
  private final Set<K> expectedNew = new LinkedHashSet<>();
  private final Map<K, T> stored = new LinkedHashMap<>();
  private final Map<K, T> written = new LinkedHashMap<>();

  /** Names a row that a command needs, whether or not the row exists. */
  public void name(K key) {
    named.add(key);
  }

  /**
   * Names a row that a command expects not to exist yet. The quick path takes it for absent,
   * because the insert fails if it is not.
   */
  public void nameNew(K key) {
    named.add(key);
    expectedNew.add(key);
  }

  /** Returns the keys of the rows to be locked. */
  public Set<K> named() {
    return Collections.unmodifiableSet(named);
  }

  /** Adds a row as it is stored. The row must be locked. */
  public void load(K key, T row) {
    stored.put(key, row);
  }

  /**
   * Loads the named rows as this process wrote them last, instead of locking them. Returns whether
   * all are known; a row that is expected to be new counts as known to be absent.
   *
   * @param asRead completes a row that is not locked now
   */
  public boolean recall(RowCache<K, T> cache, UnaryOperator<T> asRead) {
    boolean complete = true;
    for (K key : named) {
      T row = cache.take(key);
      if (row != null) {
        load(key, asRead.apply(row));
      } else if (!expectedNew.contains(key)) {
        complete = false;
      }
    }
    return complete;
  }

  /**
   * Returns whether the commands have added or changed every named row. Only then do the guards of
   * the write cover everything that was read.
   */
  public boolean isRewritten() {
    return named.stream()
        .allMatch(
            key -> {
              T row = written.get(key);
              return row != null && !row.equals(stored.get(key));
            });
  }

  /** Keeps the rows as the group has left them, once its transaction has been committed. */
  public void remember(RowCache<K, T> cache) {
    stored.forEach(cache::put);
    written.forEach(cache::put);
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
    return changes().stream().map(Change::after).toList();
  }

  /** Returns the stored rows that have changed, with what they have changed from. */
  public List<Change<T>> changes() {
    List<Change<T>> changes = new ArrayList<>();
    written.forEach(
        (key, after) -> {
          T before = stored.get(key);
          if (before != null && !before.equals(after)) {
            changes.add(new Change<>(before, after));
          }
        });
    return changes;
  }

  /** A row as it is stored, and as the commands have left it. */
  public record Change<T>(T before, T after) {}
}
