package dev.waybill.common.group;

import static dev.waybill.common.group.CommitterFixture.failureOf;
import static dev.waybill.common.group.CommitterFixture.plenty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.testing.CommitFault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups form by themselves, and every caller gets the true outcome of its own command. */
final class GroupCommitterTest {
  private final CommitterFixture fixture = new CommitterFixture(new GroupSettings(16, 4096));
  private final EntryWriter writer = fixture.writer;

  @AfterEach
  void closeFixture() {
    fixture.close();
  }

  @Test
  void answersEachCallerWithItsOwnResult() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers =
          IntStream.range(0, 500)
              .mapToObj(i -> callers.submit(() -> apply("caller" + i, i)))
              .toList();
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo("caller" + i + "=" + i);
      }
    }
    assertThat(fixture.stored()).hasSize(500).containsEntry("caller499", 499);
    assertThat(writer.attempts().size()).isLessThan(500);
  }

  @Test
  void answersOnlyAfterTheCommit() {
    CommitFault.delay(fixture.settings, "entry", 3);

    CompletableFuture<String> answer = fixture.submit("late", 1);
    await().until(() -> !writer.attempts().isEmpty());
    assertThat(answer).isNotDone();

    assertThat(answer.thenApply(_ -> fixture.stored()).join()).containsEntry("late", 1);
  }

  @Test
  void gathersCommandsThatArriveWhileAGroupIsWritten() {
    CountDownLatch gate = new CountDownLatch(1);
    fixture.holdLane(gate);
    List<CompletableFuture<String>> answers =
        IntStream.range(0, 20).mapToObj(i -> fixture.submit("id" + i, i)).toList();
    gate.countDown();

    answers.forEach(CompletableFuture::join);
    assertThat(writer.sizes()).containsExactly(1, 16, 4);
  }

  @Test
  void keepsTheOrderOfOneSubmitter() {
    List<CompletableFuture<String>> answers =
        IntStream.range(0, 1000).mapToObj(i -> fixture.submit("same", i)).toList();
    answers.forEach(CompletableFuture::join);

    assertThat(writer.attempts().stream().flatMap(List::stream).map(Entry::value)).isSorted();
    assertThat(fixture.stored()).containsEntry("same", 999);
  }

  @Test
  void failsOnlyTheFaultyCommand() {
    CountDownLatch gate = new CountDownLatch(1);
    fixture.holdLane(gate);
    CompletableFuture<String> good = fixture.submit("good", 1);
    CompletableFuture<String> bad = fixture.submit("bad", -1);
    CompletableFuture<String> better = fixture.submit("better", 2);
    gate.countDown();

    assertThat(failureOf(bad)).hasMessageContaining("entry_value_check");
    assertThat(good.join()).isEqualTo("good=1");
    assertThat(better.join()).isEqualTo("better=2");
    assertThat(fixture.stored()).containsOnlyKeys("held", "good", "better");
    assertThat(writer.sizes()).containsExactly(1, 3, 1, 1, 1);
  }

  @Test
  void survivesAnyExceptionOfAWriter() {
    writer.failNext(
        Fault.error(new StackOverflowError()), Fault.exception(new ArithmeticException()));

    assertThat(failureOf(fixture.submit("a", 1))).isInstanceOf(StackOverflowError.class);
    assertThatThrownBy(() -> apply("b", 1)).isInstanceOf(ArithmeticException.class);
    assertThat(apply("c", 1)).isEqualTo("c=1");
    assertThat(fixture.stored()).containsOnlyKeys("c");
  }

  @Test
  void letsDependentCodeUseTheSameLane() {
    CompletableFuture<String> chain = fixture.submit("a", 1).thenApply(_ -> apply("b", 2));

    assertThat(chain.join()).isEqualTo("b=2");
  }

  @Test
  void appliesQueuedCommandsOnClose() {
    CountDownLatch gate = new CountDownLatch(1);
    fixture.holdLane(gate);
    List<CompletableFuture<String>> answers =
        IntStream.range(0, 40).mapToObj(i -> fixture.submit("id" + i, i)).toList();
    Thread closer = Thread.startVirtualThread(fixture.committer::close);
    await().until(() -> isRefused(fixture.submit("too late", 1)));
    gate.countDown();

    answers.forEach(CompletableFuture::join);
    await().atMost(Duration.ofSeconds(10)).until(() -> !closer.isAlive());
    assertThat(fixture.stored()).hasSizeGreaterThanOrEqualTo(41);
    assertThat(failureOf(fixture.submit("later", 1)))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessage("entries is stopping");
    assertThat(fixture.stored()).doesNotContainKey("later");
  }

  private static boolean isRefused(CompletableFuture<String> answer) {
    return answer.isCompletedExceptionally();
  }

  private String apply(String id, int value) {
    return fixture.committer.apply(new Entry(id, value), plenty());
  }
}
