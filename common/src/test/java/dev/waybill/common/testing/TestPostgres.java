package dev.waybill.common.testing;

import dev.waybill.common.config.Secret;
import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.db.PostgresUrl;
import dev.waybill.postgres.DatabaseAccess;
import dev.waybill.postgres.LocalPostgres;
import dev.waybill.postgres.ServerPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Real databases for tests. There is one PostgreSQL cluster per JVM, as durable as in production,
 * and its guard stops and deletes it after the JVM has ended, while the build goes on.
 */
public final class TestPostgres {
  /** The role of the services under test; it owns every test database. */
  private static final String ROLE = "service";

  /** Linux keeps its files in memory, so a new database does not have to be written to disk. */
  private static final Path MEMORY = Path.of("/dev/shm");

  /** More than the tests of a module write. */
  private static final long ENOUGH_BYTES = 6L << 30;

  /** Where the clusters are if there is too little memory. Nothing else cleans up after a build. */
  private static final Path BUILD = Path.of("target", "embedded-postgres").toAbsolutePath();

  /** The migrated database to copy, by location of the migrations. */
  private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

  private TestPostgres() {}

  /** Returns a new database with the migrations in a location such as "db/migration/ledger". */
  public static DatabaseSettings freshDatabase(String migrations) {
    String template = TEMPLATES.computeIfAbsent(migrations, TestPostgres::createTemplate);
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    execute(
        settings(ROLE),
        "CREATE DATABASE %s OWNER %s TEMPLATE %s %s"
            .formatted(name, ROLE, template, Cluster.COPYING));
    return settings(name);
  }

  /**
   * Runs one statement on a separate connection, as an administrator would. The service may use the
   * objects that it creates.
   */
  public static void execute(DatabaseSettings database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Returns the single number that a statement selects. */
  public static int count(DatabaseSettings database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static Connection connect(DatabaseSettings database) throws SQLException {
    return Cluster.SERVER.superuser(database.url().database()).connect();
  }

  private static String createTemplate(String migrations) {
    String name = "template_" + migrations.replaceAll("[^A-Za-z0-9]", "_").toLowerCase(Locale.ROOT);
    execute(settings(ROLE), "CREATE DATABASE %s OWNER %s".formatted(name, ROLE));
    for (String kind : List.of("SCHEMAS", "TABLES", "SEQUENCES", "FUNCTIONS")) {
      execute(
          settings(name), "ALTER DEFAULT PRIVILEGES GRANT ALL ON %s TO %s".formatted(kind, ROLE));
    }
    Database.open(settings(name), migrations).close();
    return name;
  }

  private static DatabaseSettings settings(String database) {
    DatabaseAccess service = Cluster.SERVER.database(ROLE);
    PostgresUrl url = new PostgresUrl("127.0.0.1:" + Cluster.SERVER.port(), database, "");
    return new DatabaseSettings(url, service.user(), new Secret(service.password()));
  }

  /** The cluster, started when the first test needs a database. */
  private static final class Cluster {
    static final boolean IS_IN_MEMORY = hasEnough(MEMORY);

    /**
     * PostgreSQL's own choice logs each page, which is quicker where a checkpoint writes to disk.
     */
    static final String COPYING = IS_IN_MEMORY ? "STRATEGY file_copy" : "";

    static final LocalPostgres SERVER = start();

    private static LocalPostgres start() {
      Path folder = (IS_IN_MEMORY ? MEMORY : BUILD).resolve("waybill-tests-" + UUID.randomUUID());
      // Enough for all test classes that run at a time, with two instances of a service each.
      return LocalPostgres.start(
          ServerPlan.in(folder).with("max_connections=200").deleting(folder));
    }

    private static boolean hasEnough(Path folder) {
      try {
        return Files.isWritable(folder)
            && Files.getFileStore(folder).getUsableSpace() >= ENOUGH_BYTES;
      } catch (IOException _) {
        return false;
      }
    }
  }
}
