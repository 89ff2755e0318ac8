package dev.waybill.common.group;

import dev.waybill.common.db.Database;
import dev.waybill.common.db.SqlFailure;
import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.group.Attempt.Decided;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Tries once to apply the commands of a group in one transaction: lock, decide, write. */
final class GroupAttempt<S> {
  /** How long the lane waits for a connection: longer than any statement of another borrower. */
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(15);

  private final Database database;
  private final GroupWriter<S> writer;

  GroupAttempt(Database database, GroupWriter<S> writer) {
    this.database = database;
    this.writer = writer;
  }

  Attempt apply(List<Ticket<S, ?>> tickets) {
    try {
      return new Attempt.Committed(
          database.inTransaction(TimeBudget.of(CONNECTION_WAIT), handle -> write(handle, tickets)));
    } catch (OutcomeUnknownException e) {
      return new Attempt.Unknown(e);
    } catch (DatabaseUnavailableException e) {
      SqlFailure cause = SqlFailure.of(e);
      return cause == SqlFailure.CONFLICT
          ? new Attempt.Conflict(e)
          : new Attempt.Unavailable(e, cause.wantsNewConnection());
    } catch (OverloadedException e) {
      return new Attempt.Unavailable(e, false);
    } catch (RuntimeException e) {
      return SqlFailure.of(e) == SqlFailure.DUPLICATE_KEY
          ? new Attempt.Conflict(e)
          : new Attempt.Refused(e);
    } catch (Error e) {
      // An assertion or a stack overflow in one command must not end the lane for all others.
      return new Attempt.Refused(e);
    }
  }

  private List<Decided<?>> write(Handle handle, List<Ticket<S, ?>> tickets) {
    S set = writer.begin();
    tickets.forEach(ticket -> ticket.nameRows(set));
    Instant now = writer.lock(handle, set);
    List<Decided<?>> decided = new ArrayList<>(tickets.size());
    tickets.forEach(ticket -> decided.add(ticket.decide(set, now)));
    writer.write(handle, set, now);
    return decided;
  }
}
