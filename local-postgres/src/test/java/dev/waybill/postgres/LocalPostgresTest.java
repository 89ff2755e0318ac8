package dev.waybill.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Committed data must survive any kill, and no one else may access it. The tests share a data
 * folder, except those that need their own.
 */
final class LocalPostgresTest {
  @TempDir private static Path shared = Path.of("");

  private final Path folder = shared.resolve("with a space");

  @Test
  void flushesEveryCommit() throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      DatabaseAccess database = postgres.database("flushes");
      assertThat(query(database, "SHOW fsync")).isEqualTo("on");
      assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(database, "SHOW full_page_writes")).isEqualTo("on");
    }
  }

  @Test
  void keepsItsDataAfterAStop() throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      execute(postgres.database("stopped"), "CREATE TABLE kept AS SELECT 'it' AS what");
    }
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      assertThat(query(postgres.database("stopped"), "SELECT what FROM kept")).isEqualTo("it");
    }
  }

  @Test
  void restartsWhenItIsKilled() throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      DatabaseAccess database = postgres.database("killed");
      execute(database, "CREATE TABLE kept AS SELECT 'it' AS what");

      ProcessHandle.of(postgres.processId()).orElseThrow().destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptionsInstanceOf(SQLException.class)
          .untilAsserted(
              () -> assertThat(query(database, "SELECT what FROM kept")).isEqualTo("it"));
    }
  }

  @Test
  void requiresThePassword() {
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      DatabaseAccess superuser = postgres.superuser("postgres");
      for (String password : List.of("", "postgres", "wrong")) {
        assertThatThrownBy(
                () -> new DatabaseAccess(superuser.url(), "postgres", password).connect().close())
            .isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void hashesGeneratedPasswordsOnce() throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      var _ = postgres.database("hashed");
      assertThat(
              query(
                  postgres.superuser("postgres"),
                  "SELECT count(*) FROM pg_authid WHERE rolcanlogin"
                      + " AND rolpassword NOT LIKE 'SCRAM-SHA-256$1:%'"))
          .isEqualTo("0");
    }
  }

  @Test
  void opensNoSocketInTheFileSystem() throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      DatabaseAccess superuser = postgres.superuser("postgres");
      assertThat(query(superuser, "SHOW unix_socket_directories")).isEmpty();
      assertThat(query(superuser, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void restrictsDataAndPasswordsToTheOwner() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      assertThat(permissions(folder)).isEqualTo("rwx------");
      assertThat(permissions(folder.resolve("data"))).isEqualTo("rwx------");
      assertThat(permissions(postgres.passwordFile())).isEqualTo("rw-------");
    }
  }

  @Test
  void givesEachDatabaseARoleWithoutOtherRights() throws SQLException {
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      DatabaseAccess ledger = postgres.database("ledger");
      DatabaseAccess letters = postgres.database("letters");
      assertThat(ledger.user()).isNotEqualTo(letters.user());
      assertThat(ledger.password()).isNotEqualTo(letters.password());

      execute(ledger, "CREATE TABLE made (by_its_owner text)");
      assertThatThrownBy(() -> execute(ledger, "COPY (SELECT 1) TO PROGRAM 'true'"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> query(ledger, "SELECT pg_read_file('postgresql.conf')"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> execute(ledger, "CREATE ROLE another SUPERUSER"))
          .hasMessageContaining("permission denied");
      DatabaseAccess foreign = new DatabaseAccess(letters.url(), ledger.user(), ledger.password());
      assertThatThrownBy(() -> execute(foreign, "SELECT 1"))
          .hasMessageContaining("permission denied");
    }
  }

  /** A database superuser can do anything on the machine that the server's account can. */
  @Test
  void runsUnderAnAccountThatIsNotRoot() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(folder)) {
      Path written = folder.resolve("data").resolve("written");
      execute(postgres.superuser("postgres"), "COPY (SELECT 1) TO PROGRAM 'cat > written'");
      assertThat(Files.getAttribute(written, "unix:uid")).isNotEqualTo(0);
      Files.delete(written);
    }
  }

  @Test
  void rejectsDataFromVersionsWithoutPasswords() throws Exception {
    Path old = shared.resolve("old");
    Files.createDirectories(old.resolve("data"));
    assertThatThrownBy(() -> LocalPostgres.start(old))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("the data in " + old)
        .hasMessageContaining("--fresh");
    assertThat(old.resolve("data")).isDirectory();
  }

  @Test
  void reportsInTheServersWordsWhyItDoesNotStart() {
    try {
      assertThatThrownBy(
              () ->
                  LocalPostgres.start(ServerPlan.in(folder).with("shared_preload_libraries=none"))
                      .close())
          .isInstanceOf(PostgresException.class)
          .hasMessageContaining("could not access file \"none\"")
          .message()
          .hasLineCount(1);
    } finally {
      LocalPostgres.start(folder).close();
    }
  }

  @Test
  void reportsTheBeginningAndTheEndOfAnOutage() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    Outages outages =
        new Outages() {
          @Override
          public void began(String reason) {
            heard.add(reason);
          }

          @Override
          public void ended() {
            heard.add("back");
          }
        };
    try (LocalPostgres postgres = LocalPostgres.start(ServerPlan.in(folder).telling(outages))) {
      Path configuration = folder.resolve("data").resolve("postgresql.auto.conf");
      byte[] good = Files.readAllBytes(configuration);
      Files.writeString(configuration, "work_mem = much\n");
      ProcessHandle.of(postgres.processId()).orElseThrow().destroyForcibly();
      await().atMost(Duration.ofSeconds(60)).until(() -> heard.size() == 1);
      assertThat(heard.getFirst())
          .contains("does not start again")
          .contains("postgresql.auto.conf");

      Files.write(configuration, good);
      await().atMost(Duration.ofSeconds(60)).until(() -> heard.size() == 2);
      assertThat(heard.getLast()).isEqualTo("back");
    }
  }

  @Test
  void deletesEverythingWhenDiscarded() {
    Path other = shared.resolve("other one");
    LocalPostgres.start(other).close();

    LocalPostgres.discard(other);

    assertThat(other).doesNotExist();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void execute(DatabaseAccess database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(DatabaseAccess database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
