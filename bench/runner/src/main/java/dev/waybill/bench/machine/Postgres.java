package dev.waybill.bench.machine;

import dev.waybill.postgres.DatabaseAccess;
import dev.waybill.postgres.LocalPostgres;
import dev.waybill.postgres.ServerPlan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;

/** The one server that all contenders use, each with its own databases. */
public final class Postgres implements AutoCloseable {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String IS_VACUUMING =
      "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'autovacuum worker')";

  private final LocalPostgres server;

  private Postgres(LocalPostgres server) {
    this.server = server;
  }

  /**
   * Starts the server as `./waybill up` does, with enough connections for all contenders. The page
   * cost that the services set for their own sessions applies to everyone. The folder is deleted
   * when this process dies.
   */
  public static Postgres start(Path folder) {
    return new Postgres(
        LocalPostgres.start(
            ServerPlan.in(folder.resolve("postgres"))
                .with("max_connections=300", "random_page_cost=1.1")
                .deleting(folder)));
  }

  public int port() {
    return server.port();
  }

  /** A database with its own role; both are created if they do not exist. */
  public DatabaseAccess database(String name) {
    return server.database(name);
  }

  /** The passwords of all roles, for programs that support PGPASSFILE. */
  public Path passwordFile() {
    return server.passwordFile();
  }

  /**
   * Creates a service's tables in a database for a contender that is not the service, with the
   * service's own migrations. Of order's only the first: the later one has triggers that pay off
   * for sets of rows, and would only cost a contender that writes row by row.
   */
  public void migrate(String database, String service) {
    DatabaseAccess access = database(database);
    Flyway.configure()
        .target(service.equals("order") ? "1" : "latest")
        .dataSource(access.url(), access.user(), access.password())
        .locations("classpath:db/migration/" + service)
        .table("history_" + service)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  public long processId() {
    return server.processId();
  }

  /**
   * Settings read back from the server rather than assumed. Those that make it durable come first.
   */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String name :
        new String[] {
          "fsync",
          "synchronous_commit",
          "full_page_writes",
          "wal_sync_method",
          "random_page_cost",
          "shared_buffers",
          "max_wal_size",
          "server_version"
        }) {
      settings.put(name, text("postgres", "SHOW " + name));
    }
    return settings;
  }

  /**
   * Flushes of the write-ahead log so far. Backends report theirs late: within a second or so while
   * busy, after ten when idle. The caller decides how long to wait for the reports.
   */
  public long flushes(Duration settle) {
    long end = System.nanoTime() + settle.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    return number("postgres", "SELECT sum(fsyncs)::bigint FROM pg_stat_io WHERE object = 'wal'");
  }

  /**
   * The rows that were inserted, updated or deleted in all databases whose names begin with this.
   * Backends report them as late as their flushes.
   */
  public long rowsWritten(String prefix) {
    return number(
        "postgres",
        """
        SELECT sum(tup_inserted + tup_updated + tup_deleted)::bigint FROM pg_stat_database
        WHERE starts_with(datname, '%s')"""
            .formatted(prefix));
  }

  /** The share, in percent, of a table's updates that stayed in their page and left the indexes. */
  public double hotShare(String database, String table) {
    return number(
            database,
            """
            SELECT coalesce(10000 * n_tup_hot_upd / nullif(n_tup_upd, 0), 0)
            FROM pg_stat_user_tables WHERE relname = '%s'"""
                .formatted(table))
        / 100.0;
  }

  public long number(String database, String query) {
    return Long.parseLong(text(database, query));
  }

  /** Waits until no autovacuum worker is running, because they use a good part of two cores. */
  public void awaitQuiet() {
    awaitFalse("postgres", IS_VACUUMING);
  }

  /** Waits until the query returns false, repeating it on one connection. */
  public void awaitFalse(String database, String question) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (Connection connection = connect(database);
        PreparedStatement statement = connection.prepareStatement(question)) {
      while (isTrue(statement)) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("still true after %s: %s".formatted(PATIENCE, question));
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(question, e);
    }
  }

  private static boolean isTrue(PreparedStatement question) throws SQLException {
    try (ResultSet answer = question.executeQuery()) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  public void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Connects as the database's own role, or as the superuser for the database `postgres`. */
  public Connection connect(String database) throws SQLException {
    DatabaseAccess access =
        database.equals("postgres") ? server.superuser(database) : database(database);
    return access.connect();
  }

  @Override
  public void close() {
    server.close();
  }

  private String text(String database, String query) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }
}
