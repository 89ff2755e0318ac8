package dev.waybill.common.group;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Locks and writes the rows of a group, one statement per set of rows, inside the group's
 * transaction. The transaction is READ COMMITTED, and the caller commits it.
 *
 * @param <S> the working set of a group
 */
public interface GroupWriter<S> {
  /** Returns an empty set, for one attempt to apply a group. */
  S begin();

  /**
   * Locks and loads those of the named rows that exist.
   *
   * @return the database's clock, read after all locks were taken
   */
  Instant lock(Handle handle, S set);

  /** Writes the rows that the commands have left in the set. */
  void write(Handle handle, S set, Instant now);
}
