package dev.waybill.common.command;

import java.time.Instant;

/**
 * The rows that a group of commands works on. They are either locked and loaded, or, on the quick
 * path, recalled as this process wrote them last.
 */
public interface WorkingSet {
  /**
   * Loads the named rows as this process wrote them last, instead of locking them. Returns whether
   * all are known; a row that is expected to be new counts as known to be absent.
   *
   * @param now the database's clock, at most a little behind
   */
  boolean recall(Instant now);

  /**
   * Returns whether the commands have added or changed every named row. Only then do the guards of
   * the write cover everything that was read.
   */
  boolean isRewritten();

  /** Keeps the rows as the group has left them, once its transaction has been committed. */
  void remember();
}
