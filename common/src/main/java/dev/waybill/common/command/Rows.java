package dev.waybill.common.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table that a group works on: the keys it names, the rows that are stored, and the
 * rows that its commands wrote. Rows are immutable values, so a command changes one by putting a
 * new one.
 */
public final class Rows<K, T> implements WorkingSet {
  private final RowCache<K, T> recent;
  private final BiFunction<T, Instant, T> asRead;
  private final Set<K> named = new LinkedHashSet<>();
  private final Set<K> expectedNew = new LinkedHashSet<>();
  private final Map<K, T> stored = new LinkedHashMap<>();
  private final Map<K, T> written = new LinkedHashMap<>();

  /** Creates an empty set of rows that are not remembered. */
  public Rows() {
    this(new RowCache<>(0));
  }

  /**
   * Creates an empty set.
   *
   * @param recent keeps the rows from one group to the next
   */
  public Rows(RowCache<K, T> recent) {
    this(recent, (row, _) -> row);
  }

  /**
   * Creates an empty set.
   *
   * @param recent keeps the rows from one group to the next
   * @param asRead completes a row that is recalled at a time
   */
  public Rows(RowCache<K, T> recent, BiFunction<T, Instant, T> asRead) {
    this.recent = recent;
    this.asRead = asRead;
  }

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

  @Override
  public boolean recall(Instant now) {
    boolean complete = true;
    for (K key : named) {
      T row = recent.take(key);
      if (row != null) {
        load(key, asRead.apply(row, now));
      } else if (!expectedNew.contains(key)) {
        complete = false;
      }
    }
    return complete;
  }

  @Override
  public boolean isRewritten() {
    return named.stream()
        .allMatch(
            key -> {
              T row = written.get(key);
              return row != null && !row.equals(stored.get(key));
            });
  }

  @Override
  public void remember() {
    stored.forEach(recent::put);
    written.forEach(recent::put);
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
