package dev.waybill.common.group;

import dev.waybill.common.command.Command;
import dev.waybill.common.command.WorkingSet;
import dev.waybill.common.db.Database;
import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.NothingDoneException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies concurrent commands in groups, one transaction per group, and answers each caller after
 * the commit with its own result or its own error.
 *
 * <p>There is one lane, first in first out. A group consists of the commands that have arrived by
 * the time the previous group is done, so a lone command does not wait for others. Safe for use by
 * many threads. Failures: OverloadedException when the queue is full, TimeExpiredException when the
 * budget was spent before the group began, DatabaseUnavailableException (nothing stored),
 * OutcomeUnknownException (possibly stored), or any exception that the command or the writer throws
 * when the command is applied alone.
 *
 * @param <S> the working set of a group
 */
public final class GroupCommitter<S extends WorkingSet> implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(GroupCommitter.class);

  /** Longer than any group can take, because each of its statements has a time limit. */
  private static final Duration DRAIN_TIME = Duration.ofSeconds(30);

  private final String name;
  private final Lane<S> lane;
  private final LaneObserver observer;
  private final GroupAttempt<S> attempt;
  private final int maxGroup;
  private final int queueCapacity;
  private final Thread worker;

  /** Starts the worker. The name appears in its thread's name and in messages. */
  public GroupCommitter(
      String name, Database database, GroupWriter<S> writer, GroupSettings settings) {
    this.name = name;
    this.lane = new Lane<>(settings.queueCapacity());
    this.observer = LaneObserver.of(name, lane, database.instrumentation());
    this.attempt = new GroupAttempt<>(database, writer, observer);
    this.maxGroup = settings.maxGroup();
    this.queueCapacity = settings.queueCapacity();
    // A platform thread, so that waiting for the flush does not go through the poller of the
    // virtual threads.
    this.worker = Thread.ofPlatform().name("group-" + name).daemon().start(this::work);
  }

  /**
   * Queues the command, or refuses it if it is new work and the queue is full. Code that depends on
   * the future runs on a thread that all commands of the group share, so it must not block for
   * long.
   */
  public <R> CompletableFuture<R> submit(Command<S, R> command, TimeBudget budget) {
    Ticket<S, R> ticket = new Ticket<>(command, budget, observer.submitted());
    CompletableFuture<R> answer = ticket.handOut();
    refusal(ticket).ifPresent(ticket::fail);
    return answer;
  }

  /** Like submit, but waits on the calling thread, at most for the budget. */
  public <R> R apply(Command<S, R> command, TimeBudget budget) {
    return begin(command, budget).get();
  }

  /**
   * Like apply, but returns at once, so that the caller can do other work before it calls the
   * supplier, once, to wait for the result. A command that cannot be queued is refused at once.
   */
  public <R> Supplier<R> begin(Command<S, R> command, TimeBudget budget) {
    Ticket<S, R> ticket = new Ticket<>(command, budget, observer.submitted());
    refusal(ticket)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    return ticket::await;
  }

  /** Applies the queued commands and refuses new ones. */
  @Override
  public void close() {
    lane.close();
    try {
      if (!worker.join(DRAIN_TIME)) {
        LOGGER.error("{}: queued commands are still being applied after {}", name, DRAIN_TIME);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    observer.close();
  }

  /** Queues the ticket, or returns the reason why it cannot be queued. */
  private Optional<NothingDoneException> refusal(Ticket<S, ?> ticket) {
    return switch (lane.offer(ticket)) {
      case ACCEPTED -> Optional.empty();
      case FULL ->
          Optional.of(
              new OverloadedException(
                  "%s: %s commands are waiting, and the queue is full"
                      .formatted(name, queueCapacity)));
      case CLOSED -> Optional.of(new DatabaseUnavailableException(name + " is stopping"));
    };
  }

  private void work() {
    for (List<Ticket<S, ?>> group = lane.drain(maxGroup);
        !group.isEmpty();
        group = lane.drain(maxGroup)) {
      Answers expired = new Answers();
      List<Ticket<S, ?>> taken = group.stream().filter(ticket -> ticket.take(expired)).toList();
      expired.finish();
      if (!taken.isEmpty()) {
        observer.began(taken);
        new GroupRun<>(attempt, taken).run();
      }
    }
  }
}
