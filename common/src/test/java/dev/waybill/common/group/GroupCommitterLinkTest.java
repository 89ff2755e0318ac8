package dev.waybill.common.group;

import static dev.waybill.common.group.CommitterFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.testing.DatabaseLink;
import dev.waybill.common.testing.StartsFirst;
import dev.waybill.common.testing.TestPostgres;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Network failures between a service and its database that the database never notices. */
@StartsFirst
final class GroupCommitterLinkTest {
  private final DatabaseSettings settings = TestPostgres.freshDatabase(CommitterFixture.MIGRATIONS);
  private final DatabaseLink link = new DatabaseLink(settings);
  private final CommitterFixture fixture =
      new CommitterFixture(GroupSettings.defaults(), settings, _ -> link.settings());

  @AfterEach
  void closeAll() {
    fixture.close();
    link.close();
  }

  @Test
  void settlesACommitWhoseAnswerWasLostByARetry() {
    link.loseAnswersToCommits(1);

    assertThat(fixture.submit("a", 1).join()).isEqualTo("a=1");
    assertThat(fixture.writer.sizes()).containsExactly(1, 1);
    assertThat(fixture.stored()).containsOnlyKeys("a");
  }

  @Test
  void reportsUnknownOutcomeThoughTheDatabaseCommitted() {
    link.loseAnswersToCommits(2);

    assertThat(failureOf(fixture.submit("a", 1))).isInstanceOf(OutcomeUnknownException.class);
    assertThat(fixture.stored()).containsOnlyKeys("a");
  }

  @Test
  void failsEveryCommandAtOnceWhileTheDatabaseIsDown() {
    CountDownLatch gate = new CountDownLatch(1);
    fixture.holdLane(gate);
    CompletableFuture<String> first = fixture.submit("first", 1);
    CompletableFuture<String> second = fixture.submit("second", 1);
    link.goDown();
    gate.countDown();

    assertThat(failureOf(first)).isInstanceOf(DatabaseUnavailableException.class);
    assertThat(failureOf(second)).isInstanceOf(DatabaseUnavailableException.class);
    assertThat(fixture.stored()).isEmpty();
  }

  @Test
  void recoversWhenTheDatabaseIsBack() {
    link.goDown();
    assertThat(failureOf(fixture.submit("a", 1))).isInstanceOf(DatabaseUnavailableException.class);
    link.comeUp();

    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> !fixture.submit("b", 1).handle((_, failure) -> failure != null).join());
    assertThat(fixture.stored()).containsOnlyKeys("b");
  }
}
