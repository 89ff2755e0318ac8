package dev.waybill.common.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A working set with rows of several tables, or with more than rows. A service extends it with its
 * tables, and with what else its decisions leave, such as events.
 */
public abstract class Book implements WorkingSet {
  private final List<Rows<?, ?>> tables = new ArrayList<>();

  /** Adds the rows of a table. */
  protected final <K, T> Rows<K, T> add(Rows<K, T> rows) {
    tables.add(rows);
    return rows;
  }

  @Override
  public boolean recall(Instant now) {
    boolean complete = true;
    for (Rows<?, ?> rows : tables) {
      complete &= rows.recall(now);
    }
    return complete;
  }

  @Override
  public final boolean isRewritten() {
    return tables.stream().allMatch(Rows::isRewritten);
  }

  @Override
  public final void remember() {
    tables.forEach(Rows::remember);
  }
}
