package dev.waybill.common.group;

import static dev.waybill.common.group.CommitterFixture.failureOf;
import static dev.waybill.common.group.CommitterFixture.plenty;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Properties that hold for every mix of commands and every way to group them, on a real database.
 */
final class GroupCommitterProperties {

  /** The ways to submit a command, and its fault. */
  enum Kind {
    SUBMITTED,
    ADMITTED,
    WAITED_FOR,
    FAULTY,
    EXPIRED
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void everyCallerLearnsTheTruthAboutItsOwnCommand(
      @ForAll @Size(min = 1, max = 40) List<Kind> kinds,
      @ForAll @IntRange(min = 1, max = 16) int maxGroup,
      @ForAll @IntRange(min = 0, max = 3) int conflicts) {
    try (CommitterFixture fixture = new CommitterFixture(new GroupSettings(maxGroup, 64))) {
      CountDownLatch gate = new CountDownLatch(1);
      fixture.holdLane(gate);
      IntStream.range(0, conflicts).forEach(_ -> fixture.writer.failNext(Fault.sqlState("40001")));
      List<Runnable> checks = new ArrayList<>();
      Map<String, Integer> expected = new HashMap<>(Map.of("held", 0));
      for (int i = 0; i < kinds.size(); i++) {
        checks.add(send(fixture.committer, kinds.get(i), new Entry("id" + i, i), expected));
      }
      gate.countDown();

      checks.forEach(Runnable::run);
      assertThat(fixture.stored()).isEqualTo(expected);
    }
  }

  /** Submits the command, and returns a check of its outcome. */
  private static Runnable send(
      GroupCommitter<Entries> committer, Kind kind, Entry entry, Map<String, Integer> expected) {
    if (kind == Kind.FAULTY || kind == Kind.EXPIRED) {
      return sendInVain(committer, kind, entry);
    }
    expected.put(entry.id(), entry.value());
    Supplier<String> answer =
        switch (kind) {
          case WAITED_FOR -> committer.begin(entry, plenty());
          case ADMITTED ->
              committer.submit(Entry.admitted(entry.id(), entry.value()), plenty())::join;
          case SUBMITTED, FAULTY, EXPIRED -> committer.submit(entry, plenty())::join;
        };
    return () -> assertThat(answer.get()).isEqualTo(entry.id() + "=" + entry.value());
  }

  private static Runnable sendInVain(GroupCommitter<Entries> committer, Kind kind, Entry entry) {
    if (kind == Kind.EXPIRED) {
      CompletableFuture<String> late = committer.submit(entry, TimeBudget.of(Duration.ZERO));
      return () -> assertThat(failureOf(late)).isInstanceOf(TimeExpiredException.class);
    }
    CompletableFuture<String> faulty = committer.submit(new Entry(entry.id(), -1), plenty());
    return () -> assertThat(failureOf(faulty)).hasMessageContaining("entry_value_check");
  }
}
