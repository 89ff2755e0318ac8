package dev.waybill.common.group;

import static dev.waybill.common.group.CommitterFixture.failureOf;
import static dev.waybill.common.group.CommitterFixture.plenty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue and the waiting time are limited, but admitted work always finds room. */
final class GroupCommitterBoundsTest {
  private final CommitterFixture fixture = new CommitterFixture(new GroupSettings(256, 3));
  private final CountDownLatch gate = new CountDownLatch(1);

  @BeforeEach
  void holdLane() {
    fixture.holdLane(gate);
  }

  @AfterEach
  void closeFixture() {
    gate.countDown();
    fixture.close();
  }

  @Test
  void refusesNewWorkWhenTheQueueIsFull() {
    List<CompletableFuture<String>> queued =
        IntStream.range(0, 3).mapToObj(i -> fixture.submit("id" + i, i)).toList();

    assertThat(failureOf(fixture.submit("one too many", 1)))
        .isInstanceOf(OverloadedException.class)
        .hasMessageMatching("entries: \\d+ commands are waiting, and the queue is full");
    assertThatThrownBy(() -> fixture.committer.apply(new Entry("and another", 1), plenty()))
        .isInstanceOf(OverloadedException.class);

    gate.countDown();
    queued.forEach(CompletableFuture::join);
    assertThat(fixture.stored()).containsOnlyKeys("held", "id0", "id1", "id2");
    assertThat(fixture.submit("room again", 1).join()).isEqualTo("room again=1");
  }

  @Test
  void neverRefusesAdmittedWorkOrCountsItAgainstTheQueue() {
    List<CompletableFuture<String>> admitted =
        IntStream.range(0, 100)
            .mapToObj(i -> fixture.committer.submit(Entry.admitted("id" + i, i), plenty()))
            .toList();
    CompletableFuture<String> fresh = fixture.submit("fresh", 1);

    gate.countDown();
    admitted.forEach(CompletableFuture::join);
    assertThat(fresh.join()).isEqualTo("fresh=1");
    assertThat(fixture.stored()).hasSize(102);
  }

  @Test
  void skipsACommandWhoseBudgetIsSpentBeforeTheGroup() {
    TimeBudget little = TimeBudget.of(Duration.ofMillis(20));
    CompletableFuture<String> expired = fixture.committer.submit(new Entry("late", 1), little);
    CompletableFuture<String> inTime = fixture.submit("in time", 1);
    await().until(little::isSpent);
    gate.countDown();

    assertThat(failureOf(expired)).isInstanceOf(TimeExpiredException.class);
    inTime.join();
    assertThat(fixture.stored()).containsOnlyKeys("held", "in time");
  }

  @Test
  void reportsNothingDoneWhenTheBudgetEndsInTheQueue() {
    TimeBudget little = TimeBudget.of(Duration.ofMillis(50));

    assertThatThrownBy(() -> fixture.committer.apply(new Entry("late", 1), little))
        .isInstanceOf(TimeExpiredException.class);

    gate.countDown();
    fixture.submit("after", 1).join();
    assertThat(fixture.stored()).containsOnlyKeys("held", "after");
  }

  @Test
  void reportsUnknownOutcomeWhenTheBudgetEndsInTheGroup() {
    CountDownLatch second = new CountDownLatch(1);
    fixture.writer.failNext(Fault.waitFor(second));
    TimeBudget little = TimeBudget.of(Duration.ofSeconds(2));
    gate.countDown();

    assertThatThrownBy(() -> fixture.committer.apply(new Entry("slow", 1), little))
        .isInstanceOf(OutcomeUnknownException.class);

    second.countDown();
    await().untilAsserted(() -> assertThat(fixture.stored()).containsEntry("slow", 1));
  }
}
