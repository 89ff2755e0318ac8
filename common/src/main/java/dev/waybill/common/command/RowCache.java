package dev.waybill.common.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows that this process wrote last. Another process may have changed them since, so a decision
 * that builds on them must be written with a guard. Losing a row costs a round trip, nothing else.
 *
 * <p>Safe for use by many threads.
 */
public final class RowCache<K, T> {
  private final Map<K, T> rows = new LinkedHashMap<>();
  private final int capacity;
  private final Predicate<? super T> mayChange;

  /**
   * @param capacity the number of rows; the ones written longest ago are dropped
   */
  public RowCache(int capacity) {
    this(capacity, _ -> true);
  }

  /**
   * @param capacity the number of rows; the ones written longest ago are dropped
   * @param mayChange whether a row may change again. Others are not kept, because a group that
   *     leaves a row unchanged locks it anyway
   */
  public RowCache(int capacity, Predicate<? super T> mayChange) {
    this.capacity = capacity;
    this.mayChange = mayChange;
  }

  /**
   * Removes a row and returns it; null if it is not known. Whoever takes it puts it back once its
   * transaction has been committed, so that no failure leaves a row here that is not stored.
   */
  synchronized @Nullable T take(K key) {
    return rows.remove(key);
  }

  /**
   * Returns a row and leaves it in place; null if it is not known, or if a group works on it. What
   * builds on it must be decided again by a command, because the row may be out of date.
   */
  public synchronized @Nullable T peek(K key) {
    return rows.get(key);
  }

  synchronized void put(K key, T row) {
    rows.remove(key);
    if (mayChange.test(row)) {
      rows.put(key, row);
    }
    if (rows.size() > capacity) {
      rows.remove(rows.keySet().iterator().next());
    }
  }
}
