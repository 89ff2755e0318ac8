package dev.waybill.common.group;

import dev.waybill.common.command.WorkingSet;
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
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries once to apply the commands of a group in one transaction: lock, decide, write. On the quick
 * path the rows are not locked before the decision; the write checks them instead.
 */
final class GroupAttempt<S extends WorkingSet> {
  private static final Logger LOG = LoggerFactory.getLogger(GroupAttempt.class);

  /** How long the lane waits for a connection: longer than any statement of another borrower. */
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(15);

  private final Database database;
  private final GroupWriter<S> writer;
  private final LaneObserver observer;
  private final DatabaseClock clock = new DatabaseClock();
  private final QuickPath quickPath = new QuickPath();

  GroupAttempt(Database database, GroupWriter<S> writer, LaneObserver observer) {
    this.database = database;
    this.writer = writer;
    this.observer = observer;
  }

  /** Locks the rows, decides and writes. */
  Attempt apply(List<Ticket<S, ?>> tickets) {
    S set = writer.begin();
    Attempt attempt = commit(handle -> write(handle, set, tickets));
    quickPath.locked();
    if (attempt instanceof Attempt.Committed) {
      set.remember();
    }
    return attempt;
  }

  /**
   * Decides on rows as this process knows them, and writes what is decided if they are still so.
   * Whatever else fails is decided again on locked rows.
   */
  Attempt applyQuickly(List<Ticket<S, ?>> tickets) {
    Instant now = clock.now();
    if (now == null || !quickPath.isOpen()) {
      return new Attempt.Missed();
    }
    S set = writer.begin();
    List<Decided<?>> decided = decideOnRecalled(set, tickets, now);
    if (decided.isEmpty()) {
      return new Attempt.Missed();
    }
    Attempt attempt =
        commit(
            handle -> {
              clock.read(writer.writeUnlocked(handle, set, now));
              return decided;
            });
    return switch (attempt) {
      case Attempt.Committed _ -> {
        quickPath.hit();
        set.remember();
        yield attempt;
      }
      case Attempt.Missed _, Attempt.Conflict _, Attempt.Refused _ -> {
        quickPath.missed();
        yield new Attempt.Missed();
      }
      case Attempt.Unavailable _, Attempt.Unknown _ -> attempt;
    };
  }

  /** Returns nothing if the decisions cannot stand without locks. */
  private List<Decided<?>> decideOnRecalled(S set, List<Ticket<S, ?>> tickets, Instant now) {
    tickets.forEach(ticket -> ticket.nameRows(set));
    if (!set.recall(now)) {
      return List.of();
    }
    try {
      List<Decided<?>> decided = decide(set, tickets, now);
      return set.isRewritten() ? decided : List.of();
    } catch (RuntimeException e) {
      // The rows may be out of date. On locked rows the same failure is the command's own.
      LOG.debug("locking the rows of a group, because a decision on recalled rows failed", e);
      return List.of();
    } catch (Error e) {
      // If locked rows do not cause it again, no caller is told of it.
      LOG.warn("locking the rows of a group, because a decision on recalled rows failed", e);
      return List.of();
    }
  }

  private List<Decided<?>> write(Handle handle, S set, List<Ticket<S, ?>> tickets) {
    tickets.forEach(ticket -> ticket.nameRows(set));
    Instant now = writer.lock(handle, set);
    clock.read(now);
    List<Decided<?>> decided = decide(set, tickets, now);
    writer.write(handle, set, now);
    return decided;
  }

  private static <S> List<Decided<?>> decide(S set, List<Ticket<S, ?>> tickets, Instant now) {
    List<Decided<?>> decided = new ArrayList<>(tickets.size());
    tickets.forEach(ticket -> decided.add(ticket.decide(set, now)));
    return decided;
  }

  private Attempt commit(Function<Handle, List<Decided<?>>> work) {
    long start = observer.now();
    Attempt attempt = tried(work);
    observer.attempted(start, attempt);
    return attempt;
  }

  private Attempt tried(Function<Handle, List<Decided<?>>> work) {
    try {
      return new Attempt.Committed(database.inTransaction(TimeBudget.of(CONNECTION_WAIT), work));
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
}
