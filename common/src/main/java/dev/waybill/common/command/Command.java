package dev.waybill.common.command;

import java.time.Instant;

/**
 * A change that somebody wants made. Commands are decided in groups, one after the other, each on
 * what those before it left.
 *
 * <p>A command is idempotent: the same one comes again, alone or in its group, after a conflict or
 * when the fate of a commit is unknown.
 *
 * @param <S> the working set: the rows that a group's commands are about
 * @param <R> what the command's caller is told
 */
public interface Command<S, R> {
  /**
   * Whether nobody has admitted the work yet, so that it may be refused for lack of room. There is
   * always room for work already admitted, whose volume that admission bounds.
   */
  boolean isNewWork();

  /** Names the rows that the decision may read or change. */
  void nameRows(S set);

  /**
   * Decides, and leaves in the set what is to be stored. Reads nothing but its arguments. What it
   * throws fails this command alone.
   *
   * @param now the database's clock, read when the rows were locked
   */
  R decide(S set, Instant now);
}
