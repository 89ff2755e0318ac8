package dev.waybill.common.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits end with their result or with their budget, whichever comes first. */
final class TimedWaitTest {
  private static final TimeBudget LONG = TimeBudget.of(Duration.ofMinutes(5));

  private final CompletableFuture<String> future = new CompletableFuture<>();

  @Test
  void returnsTheResultThatCompletesAWait() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> waiting = threads.submit(() -> TimedWait.get(future, LONG));
      await().until(() -> future.getNumberOfDependents() == 1);

      future.complete("done");

      assertThat(waiting.get()).isEqualTo("done");
    }
  }

  @Test
  void returnsAResultEvenIfTheBudgetIsSpent() throws Exception {
    future.complete("done");

    assertThat(TimedWait.get(future, TimeBudget.of(Duration.ZERO))).isEqualTo("done");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 30, 99, 101, 250})
  void endsWithTheBudget(long millis) {
    TimeBudget budget = TimeBudget.of(Duration.ofMillis(millis));

    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> TimedWait.get(future, budget));
    assertThat(budget.isSpent()).isTrue();
  }

  @Test
  void endsEachOfManyWaitsWithItsOwnBudget() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Duration>> waits = new ArrayList<>();
      for (int millis = 10; millis <= 500; millis += 10) {
        Duration length = Duration.ofMillis(millis);
        waits.add(threads.submit(() -> lateness(length)));
      }

      for (Future<Duration> lateness : waits) {
        assertThat(lateness.get()).isLessThan(Duration.ofSeconds(5));
      }
    }
  }

  @Test
  void throwsTheCauseOfAFailure() {
    var failure = new IllegalStateException("expected by this test");
    future.completeExceptionally(failure);

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> TimedWait.get(future, LONG))
        .havingCause()
        .isSameAs(failure);
  }

  @Test
  void throwsThatTheFutureWasCancelledMeanwhile() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> waiting = threads.submit(() -> TimedWait.get(future, LONG));
      await().until(() -> future.getNumberOfDependents() == 1);

      future.cancel(false);

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(waiting::get)
          .withCauseInstanceOf(CancellationException.class);
    }
  }

  @Test
  void endsWhenInterrupted() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread waiting =
        Thread.startVirtualThread(
            () -> {
              try {
                thrown.complete(new AssertionError(TimedWait.get(future, LONG)));
              } catch (Exception e) {
                thrown.complete(e);
              }
            });

    waiting.interrupt();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
  }

  private Duration lateness(Duration length) throws Exception {
    long start = System.nanoTime();
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> TimedWait.get(future, TimeBudget.of(length)));
    return Duration.ofNanos(System.nanoTime() - start).minus(length);
  }
}
