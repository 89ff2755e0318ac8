package dev.waybill.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed must be there whatever was killed. All tests share one data folder. */
final class LocalPostgresTest {
  @TempDir private static Path folder = Path.of("");

  @Test
  void flushesEveryCommit() throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      String database = postgres.database("flushes");
      assertThat(query(database, "SHOW fsync")).isEqualTo("on");
      assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
    }
  }

  @Test
  void hasItsDataAgainAfterAStop() throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      execute(postgres.database("stopped"), "CREATE TABLE kept AS SELECT 'it' AS what");
    }
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      assertThat(query(postgres.database("stopped"), "SELECT what FROM kept")).isEqualTo("it");
    }
  }

  @Test
  void takesOverWhatAKilledProcessLeftRunning() throws SQLException {
    PostgresServer leftRunning = new PostgresServer(folder);
    int port = leftRunning.start();
    assertThat(leftRunning.isRunning()).isTrue();

    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      assertThat(postgres.port()).isNotEqualTo(port);
      assertThat(query(postgres.database("taken_over"), "SELECT 'open'")).isEqualTo("open");
    }
    assertThat(leftRunning.isRunning()).isFalse();
  }

  @Test
  void startsAgainWhenItIsKilled() throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      String database = postgres.database("killed");
      execute(database, "CREATE TABLE kept AS SELECT 'it' AS what");

      Postmaster.of(folder.resolve("data")).orElseThrow().destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptionsInstanceOf(SQLException.class)
          .untilAsserted(
              () -> assertThat(query(database, "SELECT what FROM kept")).isEqualTo("it"));
    }
  }

  @Test
  void deletesEverythingWhenDiscarded(@TempDir Path parent) {
    Path other = parent.resolve("other one");
    PostgresServer leftRunning = new PostgresServer(other);
    leftRunning.start();

    LocalPostgres.discard(other);

    assertThat(leftRunning.isRunning()).isFalse();
    assertThat(other).doesNotExist();
  }

  private static void execute(String database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(String database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database, "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
