package dev.waybill.common.group;

import dev.waybill.common.command.Command;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.group.Attempt.Decided;
import dev.waybill.common.time.TimeBudget;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One submitted command and the answer that its caller waits for. */
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
  private volatile boolean handedOut;

  Ticket(Command<S, R> command, TimeBudget budget) {
    this.command = command;
    this.budget = budget;
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

  /** Whether the command goes into the group: its caller is still there and has time left. */
  boolean take(Answers answers) {
    if (budget.isSpent()) {
      answers.fail(
          this, new TimeExpiredException("the time ran out before the command's turn came"));
      return false;
    }
    return place.compareAndSet(Place.QUEUED, Place.IN_GROUP);
  }

  void succeed(R result) {
    answer.complete(result);
  }

  /** Without effect on a ticket that has its answer. */
  void fail(Throwable failure) {
    answer.completeExceptionally(failure);
  }

  /** The answer as a future, on which code may depend that is not the worker's to run. */
  CompletableFuture<R> handOut() {
    handedOut = true;
    return answer;
  }

  /** Whether giving the answer may run code of somebody else, and not only wake a thread. */
  boolean isHandedOut() {
    return handedOut;
  }

  /** Waits on the calling thread, at most the budget. */
  R await() {
    try {
      return answer.get(budget.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } catch (TimeoutException _) {
      return withdraw("the time ran out");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return withdraw("the caller was stopped");
    }
  }

  private R withdraw(String reason) {
    if (place.compareAndSet(Place.QUEUED, Place.WITHDRAWN)) {
      throw new TimeExpiredException(reason + " before the command's turn came");
    }
    if (answer.isDone()) {
      return await();
    }
    throw new OutcomeUnknownException(reason + " while the command was being stored");
  }

  private static RuntimeException unchecked(@Nullable Throwable failure) {
    return switch (failure) {
      case RuntimeException exception -> exception;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(failure);
    };
  }
}
