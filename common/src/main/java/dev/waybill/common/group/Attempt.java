package dev.waybill.common.group;

import dev.waybill.common.failure.OutcomeUnknownException;
import java.util.List;

/** The outcome of one attempt to apply a group. */
sealed interface Attempt {
  /** Stored; one decision per command. */
  record Committed(List<Decided<?>> decided) implements Attempt {}

  /** Nothing stored: the quick path was not open, or not all that it built on was still so. */
  record Missed() implements Attempt {}

  /** Rolled back because of a concurrent transaction. */
  record Conflict(RuntimeException failure) implements Attempt {}

  /** Rolled back because a command or the writer failed. */
  record Refused(Throwable failure) implements Attempt {}

  /** Nothing stored, because the database was not usable. */
  record Unavailable(RuntimeException failure, boolean connectionLost) implements Attempt {}

  /** The connection was lost during the commit, which may have succeeded. */
  record Unknown(OutcomeUnknownException failure) implements Attempt {}

  /** The answer to a ticket, given once its group is committed. */
  record Decided<R>(Ticket<?, R> ticket, R result) {
    void answer(Answers answers) {
      answers.succeed(ticket, result);
    }
  }
}
