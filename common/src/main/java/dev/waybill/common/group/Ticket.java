package dev.waybill.common.group;

import dev.waybill.common.command.Command;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.group.Attempt.Decided;
import dev.waybill.common.group.LaneObserver.Submission;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.common.time.TimedWait;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A submitted command and the answer that its caller waits for. */
final class Ticket<S, R> {
  private enum Place {
    QUEUED,
    IN_GROUP,
    WITHDRAWN
  }

  private final AtomicReference<Place> place = new AtomicReference<>(Place.QUEUED);
  private final CompletableFuture<R> answer = new CompletableFuture<>();
  private final Command<S, R> command;
  private final TimeBudget budget;
  private final @Nullable Submission submission;
  private volatile boolean handedOut;

  Ticket(Command<S, R> command, TimeBudget budget, @Nullable Submission submission) {
    this.command = command;
    this.budget = budget;
    this.submission = submission;
  }

  /** Returns what the lane's observer remembers of it. */
  @Nullable Submission submission() {
    return submission;
  }

  boolean isNewWork() {
    return command.isNewWork();
  }

  void nameRows(S set) {
    command.nameRows(set);
  }

  Decided<R> decide(S set, Instant now) {
    return new Decided<>(this, Objects.requireNonNull(command.decide(set, now)));
  }

  /**
   * Moves the command into the group, unless its caller has given up or its budget is spent.
   * Returns whether it did.
   */
  boolean take(Answers answers) {
    if (budget.isSpent()) {
      answers.fail(this, new TimeExpiredException("time ran out before the command was applied"));
      return false;
    }
    return place.compareAndSet(Place.QUEUED, Place.IN_GROUP);
  }

  void succeed(R result) {
    answer.complete(result);
  }

  /** Fails the ticket. Does nothing if it is already answered. */
  void fail(Throwable failure) {
    answer.completeExceptionally(failure);
  }

  /** Returns the answer as a future. Code that depends on it must not run on the worker. */
  CompletableFuture<R> handOut() {
    handedOut = true;
    return answer;
  }

  /**
   * Returns whether completing the answer may run a caller's code, rather than only wake a thread.
   */
  boolean isHandedOut() {
    return handedOut;
  }

  /** Waits on the calling thread, at most for the budget. */
  R await() {
    try {
      return TimedWait.get(answer, budget);
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } catch (TimeoutException _) {
      return withdraw("time ran out");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return withdraw("the caller was stopped");
    }
  }

  private R withdraw(String reason) {
    if (place.compareAndSet(Place.QUEUED, Place.WITHDRAWN)) {
      throw new TimeExpiredException(reason + " before the command was applied");
    }
    if (answer.isDone()) {
      return await();
    }
    throw new OutcomeUnknownException(reason + " while the command was being applied");
  }

  private static RuntimeException unchecked(@Nullable Throwable failure) {
    return switch (failure) {
      case RuntimeException exception -> exception;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(failure);
    };
  }
}
