package dev.waybill.common.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.testing.CommitFault;
import dev.waybill.common.testing.DatabaseLink;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a failure says about the stored data must be true. */
final class DatabaseTest {
  private static final String MIGRATIONS = "db/migration/testing";
  private static final String KILL = "SELECT pg_terminate_backend(pg_backend_pid())";

  private final DatabaseSettings settings = TestPostgres.freshDatabase(MIGRATIONS);
  private final Database database = Database.open(settings.withConnections(1), MIGRATIONS);

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  @Test
  void commitsTheWork() {
    assertThat(database.inTransaction(budget(), DatabaseTest::insert)).isEqualTo(1);
    assertThat(count(database)).isEqualTo(1);
  }

  @Test
  void storesNothingWhenTheWorkFails() {
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    budget(),
                    handle -> {
                      insert(handle);
                      throw new IllegalStateException("on purpose");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(count(database)).isZero();
  }

  @Test
  void knowsThatNothingIsStoredWhenTheConnectionIsLostDuringTheWork() {
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    budget(),
                    handle -> {
                      insert(handle);
                      return handle.execute(KILL);
                    }))
        .isInstanceOf(DatabaseUnavailableException.class);

    assertThat(count(database)).isZero();
  }

  @Test
  void doesNotKnowTheOutcomeWhenTheConnectionIsLostDuringTheCommit() {
    CommitFault.endSession(settings, "entry", 1);

    assertThatThrownBy(() -> database.inTransaction(budget(), DatabaseTest::insert))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void knowsTheOutcomeOfACommitThatTheDatabaseRefused() {
    CommitFault.refuse(settings, "entry", "23514");

    assertThatThrownBy(() -> database.inTransaction(budget(), DatabaseTest::insert))
        .isInstanceOf(JdbiException.class);
    assertThat(count(database)).isZero();
  }

  @Test
  void doesNotCommitOverAnErrorThatTheWorkSwallowed() {
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    budget(),
                    handle -> {
                      insert(handle);
                      assertThatThrownBy(() -> handle.execute("SELECT 1 / 0"));
                      return "all is well";
                    }))
        .hasMessage("the work went on after a statement had failed");
    assertThat(count(database)).isZero();
  }

  @Test
  void waitsForAConnectionAtMostForTheBudget() {
    CountDownLatch done = new CountDownLatch(1);
    Thread holder = holdConnectionUntil(done);

    assertThatThrownBy(
            () -> database.read(TimeBudget.of(Duration.ofMillis(50)), DatabaseTest::rows))
        .isInstanceOf(OverloadedException.class)
        .hasMessageContaining("--database-connections");
    assertThatThrownBy(() -> database.read(TimeBudget.of(Duration.ZERO), DatabaseTest::rows))
        .isInstanceOf(TimeExpiredException.class);
    assertThat(database.isReachable()).isTrue();

    done.countDown();
    await().until(() -> !holder.isAlive());
    assertThat(count(database)).isZero();
  }

  @Test
  void readsOneSnapshotAndWritesNothingInIt() {
    try (Database writer = Database.open(settings, MIGRATIONS)) {
      database.inSnapshot(
          handle -> {
            assertThat(rows(handle)).isZero();
            writer.inTransaction(budget(), DatabaseTest::insert);
            assertThat(rows(handle)).isZero();
            return handle;
          });
      assertThat(count(database)).isEqualTo(1);
      assertThatThrownBy(() -> database.inSnapshot(DatabaseTest::insert))
          .hasStackTraceContaining("read-only transaction");
    }
  }

  @Test
  void boundsStatementsAndIdleTransactions() {
    assertThat(show("statement_timeout")).isEqualTo("10s");
    assertThat(show("idle_in_transaction_session_timeout")).isEqualTo("10s");
    assertThat(show("default_transaction_isolation")).isEqualTo("read committed");
  }

  @Test
  void recoversAsSoonAsTheDatabaseDoes() {
    try (DatabaseLink link = new DatabaseLink(settings);
        Database linked = Database.open(link.settings(), MIGRATIONS)) {
      assertThat(linked.isReachable()).isTrue();
      link.goDown();
      assertThat(linked.isReachable()).isFalse();
      assertThatThrownBy(() -> count(linked)).isInstanceOf(DatabaseUnavailableException.class);

      link.comeUp();
      await().atMost(Duration.ofSeconds(10)).until(linked::isReachable);
      assertThat(count(linked)).isZero();
    }
  }

  private Thread holdConnectionUntil(CountDownLatch done) {
    CountDownLatch held = new CountDownLatch(1);
    Thread holder =
        Thread.startVirtualThread(
            () ->
                database.read(
                    budget(),
                    handle -> {
                      held.countDown();
                      await().until(() -> done.getCount() == 0);
                      return handle;
                    }));
    await().until(() -> held.getCount() == 0);
    return holder;
  }

  private String show(String setting) {
    return database.read(
        budget(), handle -> handle.createQuery("SHOW " + setting).mapTo(String.class).one());
  }

  private static int insert(Handle handle) {
    return handle.execute("INSERT INTO entry VALUES ('a', 1)");
  }

  private static int count(Database database) {
    return database.read(budget(), DatabaseTest::rows);
  }

  private static int rows(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM entry").mapTo(Integer.class).one();
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(10));
  }
}
