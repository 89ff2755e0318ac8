package dev.waybill.common.group;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Locks and writes the rows of a group, one statement per set of rows, inside the group's
 * transaction. The transaction is READ COMMITTED.
 *
 * <p>A writer that implements {@link #recall} has a quick path as well: a group whose rows are all
 * known here is decided without locking them. Its write then checks that none has changed since,
 * and the group is decided again, locked, if one has.
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

  /**
   * Writes the rows that the commands have left in the set, and commits in the same round trip. If
   * it does not, the caller does.
   */
  void write(Handle handle, S set, Instant now);

  /**
   * Loads the named rows as they were left by the last group that wrote them. Returns false if one
   * is not known; the set is not used then.
   *
   * @param now the database's clock, at most a little behind
   */
  default boolean recall(S set, Instant now) {
    return false;
  }

  /**
   * Returns whether every row that was recalled is written, so that the write checks all that was
   * read.
   */
  default boolean isRewritten(S set) {
    return false;
  }

  /**
   * Writes the rows of a recalled set and commits, if none has changed since. Otherwise fails, and
   * nothing is stored.
   *
   * @return the database's clock, read after the rows were locked
   */
  default Instant writeUnlocked(Handle handle, S set, Instant now) {
    throw new UnsupportedOperationException("nothing was recalled");
  }

  /** Keeps the rows of a set whose transaction has been committed, to be recalled. */
  default void remember(S set) {}
}
