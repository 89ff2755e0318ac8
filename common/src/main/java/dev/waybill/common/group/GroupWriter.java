package dev.waybill.common.group;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Locks and writes the rows of a group inside its transaction, set by set. The transaction is READ
 * COMMITTED and is committed by the caller.
 *
 * @param <S> the working set of a group
 */
public interface GroupWriter<S> {
  /** An empty set, for one attempt to apply a group. */
  S begin();

  /**
   * Locks and loads the rows that the commands have named, as far as they exist.
   *
   * @return the database's clock, read when all locks were held
   */
  Instant lock(Handle handle, S set);

  /** Writes what the commands have left in the set. */
  void write(Handle handle, S set, Instant now);
}
