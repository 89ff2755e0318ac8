package dev.waybill.common.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.config.StartupException;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.NamedSql;
import dev.waybill.common.table.SetStatement;
import dev.waybill.common.testing.PgBouncer;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pooler between us and the server; .ci/run installs one. */
@EnabledIf("dev.waybill.common.testing.PgBouncer#isInstalled")
final class PoolerTest {
  private static final String MIGRATIONS = "db/migration/testing";
  private static final int CHANGES = 120;
  private static final NamedSql INSERT =
      NamedSql.of("INSERT INTO entry SELECT unnest(:ids), 1", "SELECT count(*) FROM entry");

  private final DatabaseSettings settings = TestPostgres.freshDatabase(MIGRATIONS);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"session", "transaction"})
  void appliesTheSettingsInEveryTransaction(String mode) throws Exception {
    TestPostgres.execute(settings, "CREATE SCHEMA w");
    try (PgBouncer pooler = PgBouncer.start(settings, mode, folder);
        Database database = Database.open(pooler.settings("?currentSchema=w"), MIGRATIONS);
        ExecutorService callers = Executors.newFixedThreadPool(8)) {
      assertThat(database.isReachable()).isTrue();
      List<Future<String>> changes =
          IntStream.range(0, CHANGES)
              .mapToObj(
                  i -> callers.submit(() -> database.inTransaction(budget(), h -> insert(h, i))))
              .toList();
      assertThat(changes).extracting(Future::get).containsOnly("10s 10s read committed off UTC");
      assertThat(database.<String>read(budget(), PoolerTest::settings))
          .isEqualTo("10s 10s read committed off UTC");
      assertThat(database.<String>inSnapshot(PoolerTest::settings))
          .isEqualTo("1min 1min repeatable read on UTC");
    }
    assertThat(TestPostgres.count(settings, "SELECT count(*) FROM w.entry")).isEqualTo(CHANGES);
  }

  @Test
  void leavesSharedSessionsUnchanged() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(settings, "transaction", folder)) {
      try (Database database = Database.open(pooler.settings(""), MIGRATIONS)) {
        database.inTransaction(budget(), PoolerTest::settings);
      }
      DatabaseSettings other = pooler.settings("");
      try (Connection connection =
          DriverManager.getConnection(other.url().toString(), other.user(), "")) {
        assertThat(show(connection, "enable_seqscan")).isEqualTo("on");
        assertThat(show(connection, "statement_timeout")).isEqualTo("0");
      }
    }
  }

  @Test
  void isRejectedWithoutTransactions() {
    try (PgBouncer pooler = PgBouncer.start(settings, "statement", folder)) {
      assertThatThrownBy(() -> Database.open(pooler.settings(""), MIGRATIONS))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("transaction blocks not allowed in statement pooling mode");
    }
  }

  private static String insert(Handle handle, int i) {
    try (SetStatement statement = SetStatement.prepare(handle, INSERT)) {
      statement.bind("ids", ColumnType.TEXT, List.of("entry-" + i)).execute();
    }
    return settings(handle);
  }

  private static String settings(Handle handle) {
    return handle
        .createQuery(
            "SELECT concat_ws(' ', current_setting('statement_timeout'),"
                + " current_setting('idle_in_transaction_session_timeout'),"
                + " current_setting('transaction_isolation'), current_setting('enable_seqscan'),"
                + " current_setting('timezone'))")
        .mapTo(String.class)
        .one();
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(20));
  }
}
