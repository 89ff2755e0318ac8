package dev.waybill.common.group;

import dev.waybill.common.failure.OutcomeUnknownException;
import java.util.List;

/** How one try to apply a group ended. */
sealed interface Attempt {
  /** Stored; one decision per command. */
  record Committed(List<Decided<?>> decided) implements Attempt {}

  /** Rolled back because another transaction came between. */
  record Conflict(RuntimeException failure) implements Attempt {}

  /** Rolled back by an error of the work itself. */
  record Refused(Throwable failure) implements Attempt {}

  /** Nothing stored, because the database could not be used. */
  record Unavailable(RuntimeException failure, boolean connectionLost) implements Attempt {}

  /** The connection was lost during the commit, which may have happened. */
  record Unknown(OutcomeUnknownException failure) implements Attempt {}

  /** What a ticket is answered once its group is committed. */
  record Decided<R>(Ticket<?, R> ticket, R result) {
    void answer(Answers answers) {
      answers.succeed(ticket, result);
    }
  }
}
