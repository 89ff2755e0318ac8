package dev.waybill.common.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.config.Secret;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.testing.CommitFault;
import dev.waybill.common.testing.DatabaseLink;
import dev.waybill.common.testing.LoggedLines;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The cause of an outage is named at the start, in each failure, and once in the log. */
final class OutageTest {
  private static final String MIGRATIONS = "db/migration/testing";
  private static final String KILL = "SELECT pg_terminate_backend(pg_backend_pid())";

  private final DatabaseSettings settings = TestPostgres.freshDatabase(MIGRATIONS);
  private final String name = settings.url().database();
  @AutoClose private final LoggedLines lines = new LoggedLines(Connections.class.getName());

  @Test
  void isLoggedOnceWhenItBeginsAndOnceWhenItEnds() {
    try (DatabaseLink link = new DatabaseLink(settings);
        Database database = Database.open(link.settings().withConnections(1), MIGRATIONS)) {
      link.goDown();
      for (int i = 0; i < 3; i++) {
        assertThat(database.isReachable()).isFalse();
      }
      link.comeUp();
      await().atMost(Duration.ofSeconds(20)).until(database::isReachable);
    }

    // First a dead connection, then the refusal.
    assertThat(lines.with(name)).hasSizeBetween(2, 3);
    assertThat(lines.with("WARN database " + name + ": the server cannot be reached")).isNotEmpty();
    assertThat(lines.with("INFO database " + name + ": works again after")).hasSize(1);
  }

  @Test
  void namesReadOnlyServer() {
    try (Database database = Database.open(settings.withConnections(1), MIGRATIONS)) {
      TestPostgres.execute(
          settings, "ALTER DATABASE " + name + " SET default_transaction_read_only = on");
      assertThatThrownBy(() -> database.read(budget(), h -> h.execute(KILL)))
          .isInstanceOf(DatabaseUnavailableException.class);

      assertThat(database.isReachable()).isFalse();
      assertThatThrownBy(() -> insert(database))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageStartingWith("the server is read-only");
      assertThat(lines.with("WARN database " + name + ": the server is read-only")).isNotEmpty();
      assertThatThrownBy(() -> Database.open(settings, MIGRATIONS))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("the server is read-only");
    }
  }

  @Test
  void namesAFullDisk() {
    try (Database database = Database.open(settings, MIGRATIONS)) {
      CommitFault.refuse(settings, "entry", "53100");
      assertThatThrownBy(() -> insert(database))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageStartingWith("the server's disk is full");
      assertThat(lines.with("WARN database " + name + ": the server's disk is full")).hasSize(1);
    }
  }

  @Test
  void namesAFullDiskAtTheStart() {
    TestPostgres.execute(settings, "DROP TABLE entry, flyway_schema_history");

    assertThatThrownBy(() -> Database.open(settings, "db/migration/full"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("failed: the server's disk is full: ");
  }

  @Test
  void namesServerWithoutFreeConnections() {
    TestPostgres.execute(
        settings, "CREATE ROLE one_too_many LOGIN PASSWORD 'x' CONNECTION LIMIT 0");
    DatabaseSettings crowded =
        new DatabaseSettings(settings.url(), "one_too_many", new Secret("x"));

    assertThatThrownBy(() -> Database.open(crowded, MIGRATIONS))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("the server has no connection left: ")
        .hasMessageContaining("one_too_many");
  }

  @Test
  void namesServerThatDoesNotAdmitTheUser() {
    TestPostgres.execute(settings, "CREATE ROLE without_login");
    DatabaseSettings refused =
        new DatabaseSettings(settings.url(), "without_login", new Secret("x"));

    assertThatThrownBy(() -> Database.open(refused, MIGRATIONS))
        .isInstanceOf(StartupException.class)
        .satisfies(failure -> assertThat(failure.getMessage()).hasLineCount(1));
  }

  @Test
  void namesAServerWithoutTls() {
    PostgresUrl url = new PostgresUrl(settings.url().address(), name, "?sslmode=require");

    assertThatThrownBy(
            () ->
                Database.open(
                    new DatabaseSettings(url, settings.user(), settings.password()), MIGRATIONS))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("the server refused the connection: ")
        .hasMessageContaining("SSL");
  }

  private static void insert(Database database) {
    database.inTransaction(budget(), handle -> handle.execute("INSERT INTO entry VALUES ('a', 1)"));
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(10));
  }
}
