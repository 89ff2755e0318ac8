package dev.waybill.common.group;

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
 * whatever the writer throws for the command when it is applied alone.
 */
public final class GroupCommitter<C, R> implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(GroupCommitter.class);

  /** Longer than a group can take, whose every statement is bounded. */
  private static final Duration DRAIN_TIME = Duration.ofSeconds(30);

  private final String name;
  private final Lane<C, R> lane;
  private final GroupAttempt<C, R> attempt;
  private final int maxGroup;
  private final int queueCapacity;
  private final Thread worker;

  /** The name is used for the worker's thread and in messages. */
  public GroupCommitter(
      String name, Database database, GroupWriter<C, R> writer, GroupSettings settings) {
    this.name = name;
    this.lane = new Lane<>(settings.queueCapacity());
    this.attempt = new GroupAttempt<>(database, writer);
    this.maxGroup = settings.maxGroup();
    this.queueCapacity = settings.queueCapacity();
    // A platform thread: the flush it waits for takes no detour over the virtual threads' poller.
    this.worker = Thread.ofPlatform().name("group-" + name).daemon().start(this::work);
  }

  /**
   * For work that is new here; refused when the queue is full. What depends on the future runs on a
   * thread that the commands of one group share: it must not block for long.
   */
  public CompletableFuture<R> submit(C command, TimeBudget budget) {
    return handOut(new Ticket<>(command, budget, false));
  }

  /**
   * For work already admitted, whose volume that admission bounds; never refused for lack of room.
   */
  public CompletableFuture<R> submitAdmitted(C command, TimeBudget budget) {
    return handOut(new Ticket<>(command, budget, true));
  }

  /** As submit, waiting on the calling thread and no longer than the budget. */
  public R apply(C command, TimeBudget budget) {
    return begin(command, budget).get();
  }

  /**
   * As apply, but returns at once: the caller does something else meanwhile, then waits by asking
   * for the result, once. A command that cannot be queued is refused at once.
   */
  public Supplier<R> begin(C command, TimeBudget budget) {
    Ticket<C, R> ticket = new Ticket<>(command, budget, false);
    refusal(ticket)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    return ticket::await;
  }

  /** As submitAdmitted, waiting on the calling thread and no longer than the budget. */
  public R applyAdmitted(C command, TimeBudget budget) {
    return enqueue(new Ticket<>(command, budget, true)).await();
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

  private CompletableFuture<R> handOut(Ticket<C, R> ticket) {
    CompletableFuture<R> answer = ticket.handOut();
    enqueue(ticket);
    return answer;
  }

  private Ticket<C, R> enqueue(Ticket<C, R> ticket) {
    refusal(ticket).ifPresent(ticket::fail);
    return ticket;
  }

  /** Queues the ticket, unless there is no room for it. */
  private Optional<NothingDoneException> refusal(Ticket<C, R> ticket) {
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
    for (List<Ticket<C, R>> group = lane.drain(maxGroup);
        !group.isEmpty();
        group = lane.drain(maxGroup)) {
      Answers expired = new Answers();
      List<Ticket<C, R>> taken = group.stream().filter(ticket -> ticket.take(expired)).toList();
      expired.finish();
      if (!taken.isEmpty()) {
        new GroupRun<>(attempt, taken).run();
      }
    }
  }
}
