package dev.waybill.common.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.config.Secret;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.testing.DatabaseLink;
import dev.waybill.common.testing.StartsFirst;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sessions have the settings that Waybill needs, whatever the server and the URL set. */
@StartsFirst
final class SessionsTest {
  private static final String MIGRATIONS = "db/migration/testing";

  private final DatabaseSettings settings = TestPostgres.freshDatabase(MIGRATIONS);

  @Test
  void areNotChangedByTheDefaultsOfTheDatabase() {
    byDefault(
        "timezone = 'Asia/Tokyo'",
        "datestyle = 'SQL, DMY'",
        "intervalstyle = 'iso_8601'",
        "bytea_output = 'escape'",
        "array_nulls = off",
        "default_transaction_isolation = 'serializable'",
        "synchronous_commit = off",
        "lock_timeout = 1",
        "statement_timeout = 0",
        "transaction_timeout = '5min'",
        "idle_session_timeout = '5min'",
        "plan_cache_mode = 'force_custom_plan'",
        "enable_seqscan = on");

    try (Database database = Database.open(settings, MIGRATIONS)) {
      assertThat(show(database, "timezone")).isEqualTo("UTC");
      assertThat(show(database, "datestyle")).startsWith("ISO");
      assertThat(show(database, "intervalstyle")).isEqualTo("postgres");
      assertThat(show(database, "bytea_output")).isEqualTo("hex");
      assertThat(show(database, "array_nulls")).isEqualTo("on");
      assertThat(show(database, "transaction_isolation")).isEqualTo("read committed");
      assertThat(show(database, "synchronous_commit")).isEqualTo("on");
      assertThat(show(database, "lock_timeout")).isEqualTo("0");
      assertThat(show(database, "statement_timeout")).isEqualTo("10s");
      assertThat(show(database, "transaction_timeout")).isEqualTo("0");
      assertThat(show(database, "idle_session_timeout")).isEqualTo("0");
      assertThat(show(database, "plan_cache_mode")).isEqualTo("force_generic_plan");
      assertThat(show(database, "enable_seqscan")).isEqualTo("off");
    }
  }

  @Test
  void keepAStrongerKindOfCommit() {
    byDefault("synchronous_commit = remote_apply");

    try (Database database = Database.open(settings, MIGRATIONS)) {
      assertThat(show(database, "synchronous_commit")).isEqualTo("remote_apply");
    }
  }

  @Test
  void giveReportsTheirTime() {
    try (Database database = Database.open(settings, MIGRATIONS)) {
      String report =
          database.inSnapshot(
              handle ->
                  handle
                      .createQuery(
                          "SELECT current_setting('statement_timeout')"
                              + " || ' ' || current_setting('transaction_isolation')"
                              + " || ' ' || current_setting('enable_seqscan')")
                      .mapTo(String.class)
                      .one());
      assertThat(report).isEqualTo("1min repeatable read on");
      assertThat(show(database, "statement_timeout")).isEqualTo("10s");
    }
  }

  @Test
  void migrateTheSchemaOfTheUrl() {
    TestPostgres.execute(settings, "DROP TABLE entry, flyway_schema_history; CREATE SCHEMA w");
    for (String parameter :
        new String[] {
          "?currentSchema=w", "?options=-c%20search_path=w", "?options=-csearch_path=w"
        }) {
      try (Database database = Database.open(with(parameter), MIGRATIONS)) {
        database.inTransaction(
            budget(), handle -> handle.execute("INSERT INTO entry VALUES (gen_random_uuid(), 1)"));
      }
    }
    assertThat(TestPostgres.count(settings, "SELECT count(*) FROM w.entry")).isEqualTo(3);
  }

  @Test
  void refuseASchemaThatDoesNotExist() {
    assertThatThrownBy(() -> Database.open(with("?currentSchema=nowhere"), MIGRATIONS))
        .isInstanceOf(StartupException.class)
        .hasMessageEndingWith("the search path names no schema that exists: nowhere");
  }

  @Test
  void belongToTheUserOfTheUrl() {
    TestPostgres.execute(settings, "CREATE ROLE url_user LOGIN PASSWORD 'a&b'");
    TestPostgres.execute(settings, "GRANT ALL ON SCHEMA public TO url_user");
    TestPostgres.execute(settings, "GRANT ALL ON ALL TABLES IN SCHEMA public TO url_user");
    PostgresUrl url =
        PostgresUrl.parse(settings.url() + "?user=url_user&password=a%26b&ApplicationName=mine");
    DatabaseSettings fromUrl = new DatabaseSettings(url);

    try (Database database = Database.open(fromUrl, MIGRATIONS)) {
      assertThat(
              query(database, "SELECT current_user || ' ' || current_setting('application_name')"))
          .isEqualTo("url_user mine");
    }
    assertThatThrownBy(
            () -> Database.open(new DatabaseSettings(url, "other", new Secret("")), MIGRATIONS))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("\"other\", but --database-url says user=url_user");
  }

  @Test
  void areOpenedEvenIfTheLogInIsSlow() {
    try (DatabaseLink link = new DatabaseLink(settings)) {
      link.delayLogIns(Duration.ofMillis(1700));
      try (Database database = Database.open(link.settings().withConnections(1), MIGRATIONS)) {
        assertThat(database.isReachable()).isTrue();
        link.cut();
        // The first borrower may still get the dead connection; the next one waits for a log-in.
        var _ = database.isReachable();
        assertThat(database.isReachable()).isTrue();
      }
    }
  }

  @Test
  void areOpenedOnTheNextHostWhenOneIsSilent() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      PostgresUrl url =
          new PostgresUrl(
              "127.0.0.1:" + silent.getLocalPort() + "," + settings.url().address(),
              settings.url().database(),
              "?targetServerType=primary");
      DatabaseSettings hosts =
          new DatabaseSettings(url, settings.user(), settings.password())
              .withTimeouts(Duration.ofSeconds(6), null);
      long begin = System.nanoTime();
      try (Database database = Database.open(hosts, MIGRATIONS)) {
        assertThat(database.isReachable()).isTrue();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
    }
  }

  @Test
  void tryEveryHostUntilOneIsWritable() {
    byDefault("default_transaction_read_only = on");
    try (DatabaseLink one = new DatabaseLink(settings);
        DatabaseLink other = new DatabaseLink(settings)) {
      String first = one.settings().url().address();
      String second = other.settings().url().address();
      PostgresUrl url = new PostgresUrl(first + "," + second, settings.url().database(), "");

      assertThatThrownBy(
              () ->
                  Database.open(
                      new DatabaseSettings(url, settings.user(), settings.password()), MIGRATIONS))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining(first + ": the server is read-only")
          .hasMessageContaining(second + ": the server is read-only");
    }
  }

  @Test
  void nameEveryHostWhenNoneIsUsable() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String silentHost = "127.0.0.1:" + silent.getLocalPort();
      PostgresUrl url = new PostgresUrl(silentHost + "," + settings.url().address(), "nowhere", "");
      DatabaseSettings hosts =
          new DatabaseSettings(url, settings.user(), settings.password())
              .withTimeouts(Duration.ofSeconds(1), null);

      assertThatThrownBy(() -> Database.open(hosts, MIGRATIONS))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining(silentHost + ": ")
          .hasMessageContaining(settings.url().address() + ": there is no such database");
    }
  }

  /**
   * Sets all defaults in one session, because a later session would already have the earlier ones.
   */
  private void byDefault(String... assignments) {
    TestPostgres.execute(
        settings,
        Arrays.stream(assignments)
            .map(each -> "ALTER DATABASE " + settings.url().database() + " SET " + each)
            .collect(Collectors.joining("; ")));
  }

  private DatabaseSettings with(String parameters) {
    PostgresUrl url =
        new PostgresUrl(settings.url().address(), settings.url().database(), parameters);
    return new DatabaseSettings(url, settings.user(), settings.password());
  }

  private static String show(Database database, String setting) {
    return query(database, "SHOW " + setting);
  }

  private static String query(Database database, String sql) {
    return database.inTransaction(
        budget(), handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(10));
  }
}
