package dev.waybill.common.group;

import dev.waybill.common.failure.OutcomeUnknownException;
import java.util.List;

/** How one try to apply a group ended. */
sealed interface Attempt<R> {
  /** Stored; one result per command. */
  record Committed<R>(List<R> results) implements Attempt<R> {}

  /** Rolled back because another transaction came between. */
  record Conflict<R>(RuntimeException failure) implements Attempt<R> {}

  /** Rolled back by an error of the work itself. */
  record Refused<R>(Throwable failure) implements Attempt<R> {}

  /** Nothing stored, because the database could not be used. */
  record Unavailable<R>(RuntimeException failure, boolean connectionLost) implements Attempt<R> {}

  /** The connection was lost during the commit, which may have happened. */
  record Unknown<R>(OutcomeUnknownException failure) implements Attempt<R> {}
}
