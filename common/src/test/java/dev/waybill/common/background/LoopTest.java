package dev.waybill.common.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.testing.LoggedLines;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The loop that runs all background work. */
final class LoopTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration NEVER = Duration.ofDays(1);

  private final AtomicInteger steps = new AtomicInteger();

  @Test
  void repeatsAtOnceWhileThereIsMoreAndThenPauses() {
    Loop loop = loop(NEVER, () -> Loop.Next.atOnceIf(steps.incrementAndGet() < 5));
    loop.start();

    await().until(() -> steps.get() == 5);
    await().during(Duration.ofMillis(50)).until(() -> steps.get() == 5);
    loop.close(LIMIT);
  }

  @Test
  void pausesForAPartOnlyWhileWorkKeepsComing() {
    Duration pause = Duration.ofSeconds(4);
    long start = System.nanoTime();
    Loop loop =
        loop(pause, () -> steps.incrementAndGet() == 1 ? Loop.Next.SOON : Loop.Next.AFTER_PAUSE);
    loop.start();

    await().until(() -> steps.get() == 2);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(pause.dividedBy(4), pause);
    loop.close(LIMIT);
  }

  @Test
  void wakingEndsThePauseAndTheWaitForWork() {
    Loop loop =
        loop(
            NEVER,
            () -> steps.incrementAndGet() % 2 == 0 ? Loop.Next.WHEN_WOKEN : Loop.Next.AFTER_PAUSE);
    loop.start();

    for (int expected = 1; expected <= 6; expected++) {
      int step = expected;
      await().until(() -> steps.get() == step);
      loop.wake();
    }
    loop.close(LIMIT);
  }

  @Test
  void wakingDuringAStepCausesAnother() {
    CountDownLatch inStep = new CountDownLatch(1);
    CountDownLatch woken = new CountDownLatch(1);
    Loop loop =
        loop(
            NEVER,
            () -> {
              if (steps.incrementAndGet() == 1) {
                inStep.countDown();
                awaitLatch(woken);
              }
              return Loop.Next.WHEN_WOKEN;
            });
    loop.start();
    awaitLatch(inStep);

    loop.wake();
    woken.countDown();

    await().until(() -> steps.get() == 2);
    loop.close(LIMIT);
  }

  @Test
  void logsAnOutageOnceAndItsEnd() {
    try (LoggedLines lines = new LoggedLines(LoopTest.class.getName())) {
      Loop loop =
          loop(
              Duration.ofMillis(1),
              () -> {
                if (steps.incrementAndGet() <= 4) {
                  throw new IllegalStateException("seeded");
                }
                return Loop.Next.AFTER_PAUSE;
              });
      loop.start();

      await().until(() -> !lines.with("INFO the work: works again").isEmpty());
      assertThat(lines.with("WARN")).containsExactly("WARN the work: seeded");
      assertThat(loop.isFailing()).isFalse();
      loop.close(LIMIT);
    }
  }

  @Test
  void stepWithoutWorkDoesNotEndAnOutage() {
    Loop loop =
        loop(
            Duration.ofMillis(1),
            () -> {
              if (steps.incrementAndGet() == 1) {
                throw new IllegalStateException("seeded");
              }
              return Loop.Next.WHEN_WOKEN;
            });
    loop.start();

    await().until(() -> steps.get() == 2);
    assertThat(loop.isFailing()).isTrue();
    loop.close(LIMIT);
  }

  @Test
  void closingWaitsForTheStepInProgress() {
    CountDownLatch inStep = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    AtomicInteger finished = new AtomicInteger();
    Loop loop =
        loop(
            NEVER,
            () -> {
              inStep.countDown();
              awaitLatch(closing);
              finished.incrementAndGet();
              return Loop.Next.AT_ONCE;
            });
    loop.start();
    awaitLatch(inStep);

    loop.stop();
    closing.countDown();
    loop.close(LIMIT);

    assertThat(finished).hasValue(1);
  }

  @Test
  void closingALoopThatNeverStartedDoesNothing() {
    loop(NEVER, () -> Loop.Next.AT_ONCE).close(LIMIT);

    assertThat(steps).hasValue(0);
  }

  private static Loop loop(Duration pause, Supplier<Loop.Next> step) {
    OutageLog outage = new OutageLog(LoggerFactory.getLogger(LoopTest.class), "the work");
    return new Loop("loop-test", outage, pause, step);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
