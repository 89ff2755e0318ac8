package dev.waybill.common.group;

import dev.waybill.common.db.Database;
import dev.waybill.common.db.SqlFailure;
import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** Tries once to apply commands in one transaction. */
final class GroupAttempt<C, R> {
  /** The lane's own patience for a connection, longer than any other borrower's statement. */
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(15);

  private final Database database;
  private final GroupWriter<C, R> writer;

  GroupAttempt(Database database, GroupWriter<C, R> writer) {
    this.database = database;
    this.writer = writer;
  }

  Attempt<R> apply(List<C> commands) {
    try {
      return new Attempt.Committed<>(
          database.inTransaction(
              TimeBudget.of(CONNECTION_WAIT), handle -> write(handle, commands)));
    } catch (OutcomeUnknownException e) {
      return new Attempt.Unknown<>(e);
    } catch (DatabaseUnavailableException e) {
      SqlFailure cause = SqlFailure.of(e);
      return cause == SqlFailure.CONFLICT
          ? new Attempt.Conflict<>(e)
          : new Attempt.Unavailable<>(e, cause.wantsNewConnection());
    } catch (OverloadedException e) {
      return new Attempt.Unavailable<>(e, false);
    } catch (RuntimeException e) {
      return SqlFailure.of(e) == SqlFailure.DUPLICATE_KEY
          ? new Attempt.Conflict<>(e)
          : new Attempt.Refused<>(e);
    } catch (Error e) {
      // An assertion or a stack overflow in one command must not end the lane for all others.
      return new Attempt.Refused<>(e);
    }
  }

  private List<R> write(Handle handle, List<C> commands) {
    List<R> results = writer.apply(handle, commands);
    if (results.size() != commands.size()) {
      throw new IllegalStateException(
          "%s results for %s commands".formatted(results.size(), commands.size()));
    }
    results.forEach(Objects::requireNonNull);
    return results;
  }
}
