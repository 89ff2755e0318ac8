package dev.waybill.common.group;

import static dev.waybill.common.group.CommitterFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.testing.CommitFault;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A failure that a retry can fix is retried a limited number of times; others are reported
 * truthfully.
 */
final class GroupCommitterFailureTest {
  private final CommitterFixture fixture = new CommitterFixture(GroupSettings.defaults());
  private final EntryWriter writer = fixture.writer;

  @AfterEach
  void closeFixture() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "23505"})
  void retriesTheGroupAfterAConflict(String sqlState) {
    writer.failNext(Fault.sqlState(sqlState), Fault.sqlState(sqlState), Fault.sqlState(sqlState));

    assertThat(fixture.submit("a", 1).join()).isEqualTo("a=1");
    assertThat(writer.sizes()).containsExactly(1, 1, 1, 1);
    assertThat(fixture.stored()).containsOnlyKeys("a");
  }

  @Test
  void failsOnlyTheCommandOfAConflictThatPersists() {
    CountDownLatch gate = new CountDownLatch(1);
    fixture.holdLane(gate);
    for (int i = 0; i < 8; i++) {
      writer.failNext(Fault.sqlState("40001"));
    }
    CompletableFuture<String> first = fixture.submit("first", 1);
    CompletableFuture<String> second = fixture.submit("second", 2);
    gate.countDown();

    assertThat(failureOf(first))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("in each other's way");
    assertThat(second.join()).isEqualTo("second=2");
    assertThat(writer.sizes()).containsExactly(1, 2, 2, 2, 2, 1, 1, 1, 1, 1);
    assertThat(fixture.stored()).containsOnlyKeys("held", "second");
  }

  @Test
  void retriesTheGroupWhenTheConnectionIsKilledBeforeTheCommit() {
    writer.failNext(Fault.killedConnection());

    assertThat(fixture.submit("a", 1).join()).isEqualTo("a=1");
    assertThat(writer.sizes()).containsExactly(1, 1);
  }

  @Test
  void knowsThatNothingIsStoredWhenConnectionsKeepBeingKilledBeforeTheCommit() {
    writer.failNext(Fault.killedConnection(), Fault.killedConnection());

    assertThat(failureOf(fixture.submit("a", 1))).isInstanceOf(DatabaseUnavailableException.class);
    assertThat(writer.sizes()).containsExactly(1, 1);
    assertThat(fixture.stored()).isEmpty();
  }

  @Test
  void retriesTheGroupWhenTheConnectionIsKilledAtTheCommit() {
    CommitFault.endSession(fixture.settings, "entry", 1);

    assertThat(fixture.submit("a", 1).join()).isEqualTo("a=1");
    assertThat(writer.sizes()).containsExactly(1, 1);
    assertThat(fixture.stored()).containsOnlyKeys("a");
  }

  @Test
  void doesNotKnowTheOutcomeWhenConnectionsKeepBeingKilledAtTheCommit() {
    CommitFault.endSession(fixture.settings, "entry", 2);

    assertThat(failureOf(fixture.submit("a", 1))).isInstanceOf(OutcomeUnknownException.class);
    assertThat(writer.sizes()).containsExactly(1, 1);
  }

  @Test
  void doesNotReportNothingStoredAfterACommitOfUnknownOutcome() {
    CommitFault.endSession(fixture.settings, "entry", 1);
    writer.failNext(Fault.none(), Fault.killedConnection());
    assertThat(failureOf(fixture.submit("a", 1))).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void doesNotReportAnErrorAfterACommitOfUnknownOutcome() {
    CommitFault.endSession(fixture.settings, "entry", 1);
    writer.failNext(Fault.none(), Fault.exception(new IllegalStateException("on purpose")));
    assertThat(failureOf(fixture.submit("a", 1))).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void doesNotRetryAGroupAfterATimeout() {
    writer.failNext(Fault.sqlState("57014"));

    assertThat(failureOf(fixture.submit("a", 1)))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageStartingWith("the database did not answer in time");
    assertThat(writer.sizes()).containsExactly(1);
  }

  @Test
  void failsOnlyTheFaultyCommandWhenTheCommitRevealsTheFault() {
    CommitFault.refuse(fixture.settings, "entry", "23514");

    assertThat(failureOf(fixture.submit("a", 1))).hasStackTraceContaining("23514");
    assertThat(fixture.stored()).isEmpty();
  }
}
