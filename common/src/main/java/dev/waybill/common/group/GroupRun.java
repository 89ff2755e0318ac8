package dev.waybill.common.group;

import dev.waybill.common.failure.OutcomeUnknownException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies one group, again where that can help, and answers each of its tickets.
 *
 * <p>Once the fate of a commit is unknown, only a later commit settles it: the commands are
 * idempotent, so their results are then true either way, while any failure stays an unknown
 * outcome.
 */
final class GroupRun<C, R> {
  private static final Logger LOGGER = LoggerFactory.getLogger(GroupRun.class);
  private static final int CONFLICTS_ENDURED = 3;
  private static final int LOST_CONNECTIONS_ENDURED = 1;

  private final GroupAttempt<C, R> attempt;
  private final List<Ticket<C, R>> tickets;
  private int conflicts;
  private int lostConnections;
  private @Nullable OutcomeUnknownException unknown;
  private @Nullable RuntimeException unavailable;

  GroupRun(GroupAttempt<C, R> attempt, List<Ticket<C, R>> tickets) {
    this.attempt = attempt;
    this.tickets = tickets;
  }

  void run() {
    switch (lastAttempt()) {
      case Attempt.Committed<R>(List<R> results) -> succeed(results);
      case Attempt.Conflict<R>(RuntimeException failure) -> separate(failure);
      case Attempt.Refused<R>(Throwable failure) -> separate(failure);
      case Attempt.Unknown<R>(OutcomeUnknownException failure) -> fail(failure);
      case Attempt.Unavailable<R>(RuntimeException failure, boolean _) -> {
        unavailable = failure;
        fail(failure);
      }
    }
  }

  private Attempt<R> lastAttempt() {
    List<C> commands = tickets.stream().map(Ticket::command).toList();
    Attempt<R> last = attempt.apply(commands);
    while (isWorthRepeating(last)) {
      LOGGER.debug("applying a group of {} again after {}", commands.size(), last);
      last = attempt.apply(commands);
    }
    return last;
  }

  private boolean isWorthRepeating(Attempt<R> last) {
    return switch (last) {
      case Attempt.Committed<R> _, Attempt.Refused<R> _ -> false;
      case Attempt.Conflict<R> _ -> ++conflicts <= CONFLICTS_ENDURED;
      case Attempt.Unavailable<R>(RuntimeException _, boolean connectionLost) ->
          connectionLost && ++lostConnections <= LOST_CONNECTIONS_ENDURED;
      case Attempt.Unknown<R>(OutcomeUnknownException failure) -> {
        unknown = failure;
        yield ++lostConnections <= LOST_CONNECTIONS_ENDURED;
      }
    };
  }

  /** One command spoils the group's transaction for all, so each gets its own. */
  private void separate(Throwable failure) {
    if (tickets.size() == 1) {
      fail(failure);
      return;
    }
    RuntimeException outage = null;
    for (Ticket<C, R> ticket : tickets) {
      GroupRun<C, R> alone = new GroupRun<>(attempt, List.of(ticket));
      alone.unknown = unknown;
      if (outage == null) {
        alone.run();
        outage = alone.unavailable;
      } else {
        // Otherwise every command would wait in turn for a database that is away.
        alone.fail(outage);
      }
    }
  }

  private void succeed(List<R> results) {
    Answers answers = new Answers();
    for (int i = 0; i < results.size(); i++) {
      answers.succeed(tickets.get(i), results.get(i));
    }
    answers.finish();
  }

  private void fail(Throwable failure) {
    Throwable told = unknown == null ? failure : unknown;
    Answers answers = new Answers();
    tickets.forEach(ticket -> answers.fail(ticket, told));
    answers.finish();
  }
}
