package dev.waybill.common.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.config.StartupException;
import dev.waybill.common.testing.LoggedLines;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Migrations may take long. */
final class MigrationsTest {
  private static final String WAITING = "db/migration/waiting";

  private final DatabaseSettings settings = TestPostgres.freshDatabase("db/migration/testing");
  private final String name = settings.url().database();
  @AutoClose private final LoggedLines lines = new LoggedLines(MigrationProgress.class.getName());

  @BeforeEach
  void forgetMigrations() {
    TestPostgres.execute(settings, "DROP TABLE entry, flyway_schema_history");
  }

  @Test
  void areNotCutOffByTheServersDefaults() {
    for (String setting :
        new String[] {
          "statement_timeout", "transaction_timeout", "idle_in_transaction_session_timeout"
        }) {
      TestPostgres.execute(settings, "ALTER DATABASE " + name + " SET " + setting + " = '100ms'");
    }

    Database.open(settings, "db/migration/slow").close();
  }

  @Test
  void mayKeepTheServerAndOtherInstancesWaitingWithoutLimit() throws Exception {
    try (Connection connection = Sessions.migration(settings).getConnection();
        MigrationProgress progress = MigrationProgress.start(name)) {
      assertThat(connection.getNetworkTimeout()).isZero();
      assertThat(
              new Migrations(settings, WAITING)
                  .flyway(Sessions.migration(settings), "public", progress)
                  .getConfiguration()
                  .getLockRetryCount())
          .isEqualTo(-1);
    }
  }

  @Test
  void areCutOffByAConfiguredLimit() {
    DatabaseSettings limited =
        settings.withTimeouts(settings.connectTimeout(), Duration.ofMillis(100));

    assertThatThrownBy(() -> Database.open(limited, "db/migration/slow"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("the database did not answer in time")
        .hasMessageContaining("--database-migration-timeout");
  }

  /**
   * During a rolling upgrade, instances of the version before start on the new version's schema.
   */
  @Test
  void acceptASchemaThatALaterVersionHasMigrated() {
    Database.open(settings, WAITING).close();

    Database.open(settings, "db/migration/holder").close();
  }

  @Test
  void refuseASchemaInWhichAMigrationThatTheyKnowDiffers() {
    Database.open(settings, "db/migration/holder").close();

    assertThatThrownBy(() -> Database.open(settings, "db/migration/slow"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("mismatch");
  }

  @Test
  void makeOtherInstancesWaitAndLogTheReason() {
    try (Database holder = Database.open(settings, "db/migration/holder")) {
      CompletableFuture<Void> both =
          holder.inTransaction(
              TimeBudget.of(Duration.ofSeconds(10)),
              handle -> {
                handle.execute("SELECT pg_advisory_xact_lock(4711)");
                CompletableFuture<Void> instances = CompletableFuture.allOf(instance(), instance());
                await()
                    .atMost(Duration.ofSeconds(9))
                    .until(
                        () ->
                            lines.with(name + ": applying migration V2__waiting.sql, for").size()
                                    == 1
                                && lines
                                        .with(name + ": waiting for another instance to finish")
                                        .size()
                                    == 1);
                return instances;
              });
      both.join();
      assertThat(TestPostgres.count(settings, "SELECT count(*) FROM flyway_schema_history"))
          .isEqualTo(2);
    }
  }

  private CompletableFuture<Void> instance() {
    return CompletableFuture.runAsync(
        () -> Database.open(settings, WAITING).close(), task -> Thread.ofVirtual().start(task));
  }
}
