package dev.waybill.common.group;

import dev.waybill.common.command.WorkingSet;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.group.Attempt.Decided;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies one group, retries where that can help, and answers each of its tickets.
 *
 * <p>When it is unknown whether a commit succeeded, only a later commit settles it. The commands
 * are idempotent, so the results of a later commit are correct in either case, but any other
 * failure is still reported as an unknown outcome.
 */
final class GroupRun<S extends WorkingSet> {
  private static final Logger LOGGER = LoggerFactory.getLogger(GroupRun.class);
  private static final int CONFLICTS_ENDURED = 3;
  private static final int LOST_CONNECTIONS_ENDURED = 1;

  private final GroupAttempt<S> attempt;
  private final List<Ticket<S, ?>> tickets;
  private int conflicts;
  private int lostConnections;
  private @Nullable OutcomeUnknownException unknown;
  private @Nullable RuntimeException unavailable;

  GroupRun(GroupAttempt<S> attempt, List<Ticket<S, ?>> tickets) {
    this.attempt = attempt;
    this.tickets = tickets;
  }

  void run() {
    switch (lastAttempt()) {
      case Attempt.Committed(List<Decided<?>> decided) -> succeed(decided);
      case Attempt.Missed _ -> throw new IllegalStateException("a miss is always repeated");
      case Attempt.Conflict(RuntimeException failure) -> separate(failure);
      case Attempt.Refused(Throwable failure) -> separate(failure);
      case Attempt.Unknown(OutcomeUnknownException failure) -> fail(failure);
      case Attempt.Unavailable(RuntimeException failure, boolean _) -> {
        unavailable = failure;
        fail(failure);
      }
    }
  }

  /** Only the first attempt may be quick: after a failure, only locked rows are certain. */
  private Attempt lastAttempt() {
    Attempt last = attempt.applyQuickly(tickets);
    while (isWorthRepeating(last)) {
      LOGGER.debug("applying a group of {} again after {}", tickets.size(), last);
      last = attempt.apply(tickets);
    }
    return last;
  }

  private boolean isWorthRepeating(Attempt last) {
    return switch (last) {
      case Attempt.Committed _, Attempt.Refused _ -> false;
      case Attempt.Missed _ -> true;
      case Attempt.Conflict _ -> ++conflicts <= CONFLICTS_ENDURED;
      case Attempt.Unavailable(RuntimeException _, boolean connectionLost) ->
          connectionLost && ++lostConnections <= LOST_CONNECTIONS_ENDURED;
      case Attempt.Unknown(OutcomeUnknownException failure) -> {
        unknown = failure;
        yield ++lostConnections <= LOST_CONNECTIONS_ENDURED;
      }
    };
  }

  /**
   * Runs each command in its own transaction, because one bad command fails the group's for all.
   */
  private void separate(Throwable failure) {
    if (tickets.size() == 1) {
      fail(failure);
      return;
    }
    RuntimeException outage = null;
    for (Ticket<S, ?> ticket : tickets) {
      GroupRun<S> alone = new GroupRun<>(attempt, List.of(ticket));
      alone.unknown = unknown;
      if (outage == null) {
        alone.run();
        outage = alone.unavailable;
      } else {
        // Without this, each command in turn would wait for a database that is down.
        alone.fail(outage);
      }
    }
  }

  private static void succeed(List<Decided<?>> decided) {
    Answers answers = new Answers();
    decided.forEach(each -> each.answer(answers));
    answers.finish();
  }

  private void fail(Throwable failure) {
    Throwable told = unknown == null ? failure : unknown;
    Answers answers = new Answers();
    tickets.forEach(ticket -> answers.fail(ticket, told));
    answers.finish();
  }
}
