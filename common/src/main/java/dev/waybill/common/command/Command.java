package dev.waybill.common.command;

import java.time.Instant;

/**
 * A change that a caller requests. The commands of a group are decided one after the other, and
 * each sees what the earlier ones left.
 *
 * <p>A command must be idempotent: after a conflict, or when it is unknown whether a commit
 * succeeded, the same command is applied again, alone or in its group.
 *
 * @param <S> the working set: the rows that the commands of a group use
 * @param <R> the result that the caller receives
 */
public interface Command<S, R> {
  /**
   * Returns whether this work has not been admitted yet, so that it may be refused when the queue
   * is full. Work that is already admitted is never refused, because its admission bounds its
   * volume.
   */
  boolean isNewWork();

  /** Adds the keys of the rows that the decision may read or change. */
  void nameRows(S set);

  /**
   * Decides, and puts the rows to be stored into the set. Reads nothing but its arguments. An
   * exception fails this command only.
   *
   * @param now the database's clock, read after the rows were locked
   */
  R decide(S set, Instant now);
}
