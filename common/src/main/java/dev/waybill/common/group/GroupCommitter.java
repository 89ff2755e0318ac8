package dev.waybill.common.group;

import dev.waybill.common.command.Command;
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
 * Applies concurrent commands in groups, one transaction each, and answers every caller after the
 * commit with its own result or its own error.
 *
 * <p>One lane, first in first out: a group is whatever has arrived when the one before is done, so
 * a lone command waits for nobody. Safe for use by many threads. Failures: OverloadedException when
 * the queue is full, TimeExpiredException when the budget was spent before the group began,
 * DatabaseUnavailableException (nothing stored), OutcomeUnknownException (perhaps stored), or
 * whatever the command or the writer throws for the command when it is applied alone.
 *
 * @param <S> the working set of a group
 */
public final class GroupCommitter<S> implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(GroupCommitter.class);

  /** Longer than a group can take, whose every statement is bounded. */
  private static final Duration DRAIN_TIME = Duration.ofSeconds(30);

  private final String name;
  private final Lane<S> lane;
  private final GroupAttempt<S> attempt;
  private final int maxGroup;
  private final int queueCapacity;
  private final Thread worker;

  /** The name is used for the worker's thread and in messages. */
  public GroupCommitter(
      String name, Database database, GroupWriter<S> writer, GroupSettings settings) {
    this.name = name;
    this.lane = new Lane<>(settings.queueCapacity());
    this.attempt = new GroupAttempt<>(database, writer);
    this.maxGroup = settings.maxGroup();
    this.queueCapacity = settings.queueCapacity();
    // A platform thread: the flush it waits for takes no detour over the virtual threads' poller.
    this.worker = Thread.ofPlatform().name("group-" + name).daemon().start(this::work);
  }

  /**
   * Refuses new work when the queue is full. What depends on the future runs on a thread that the
   * commands of one group share: it must not block for long.
   */
  public <R> CompletableFuture<R> submit(Command<S, R> command, TimeBudget budget) {
    Ticket<S, R> ticket = new Ticket<>(command, budget);
    CompletableFuture<R> answer = ticket.handOut();
    refusal(ticket).ifPresent(ticket::fail);
    return answer;
  }

  /** As submit, waiting on the calling thread and no longer than the budget. */
  public <R> R apply(Command<S, R> command, TimeBudget budget) {
    return begin(command, budget).get();
  }

  /**
   * As apply, but returns at once: the caller does something else meanwhile, then waits by asking
   * for the result, once. A command that cannot be queued is refused at once.
   */
  public <R> Supplier<R> begin(Command<S, R> command, TimeBudget budget) {
    Ticket<S, R> ticket = new Ticket<>(command, budget);
    refusal(ticket)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    return ticket::await;
  }

  /** Applies what is queued, refuses what still comes. */
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
  }

  /** Queues the ticket, unless there is no room for it. */
  private Optional<NothingDoneException> refusal(Ticket<S, ?> ticket) {
    return switch (lane.offer(ticket)) {
      case ACCEPTED -> Optional.empty();
      case FULL ->
          Optional.of(
              new OverloadedException(
                  "%s: %s commands are waiting, as many as may".formatted(name, queueCapacity)));
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
        new GroupRun<>(attempt, taken).run();
      }
    }
  }
}
