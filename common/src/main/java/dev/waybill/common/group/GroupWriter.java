package dev.waybill.common.group;

import dev.waybill.common.command.WorkingSet;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Locks and writes the rows of a group, one statement per set of rows, inside the group's
 * transaction. The transaction is READ COMMITTED.
 *
 * <p>A group whose rows are all known here takes the quick path: it is decided without locking
 * them. Its write then checks that none has changed since, and the group is decided again, locked,
 * if one has.
 *
 * @param <S> the working set of a group
 */
public interface GroupWriter<S extends WorkingSet> {
  /** Returns an empty set, for one attempt to apply a group. */
  S begin();

  /**
   * Locks and loads those of the named rows that exist.
   *
   * @return the database's clock, read after all locks were taken
   */
  Instant lock(Handle handle, S set);

  /**
   * Writes the rows that the commands have left in the set, and commits in the same round trip. If
   * it does not, the caller does.
   */
  void write(Handle handle, S set, Instant now);

  /**
   * Writes the rows of a recalled set and commits, if none has changed since. Otherwise fails, and
   * nothing is stored.
   *
   * @return the database's clock, read after the rows were locked
   */
  Instant writeUnlocked(Handle handle, S set, Instant now);
}
