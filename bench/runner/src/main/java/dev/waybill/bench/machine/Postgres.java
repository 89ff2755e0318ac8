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

/** The one server that all contenders use, each with databases of its own. */
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
   * As `./waybill up` runs it, with room for everybody's connections, and with the cost of a page
   * that the services set for their own sessions set for everybody. The folder goes when this
   * process dies.
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

  /** A database with a role of its own, which are created when there are none. */
  public DatabaseAccess database(String name) {
    return server.database(name);
  }

  /** Every role's password, for programs that know PGPASSFILE. */
  public Path passwordFile() {
    return server.passwordFile();
  }

  /** Gives a database the tables of a service, from the service's own migrations. */
  public void migrate(String database, String service) {
    DatabaseAccess access = database(database);
    Flyway.configure()
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
   * What the server says of itself, read back and not assumed; what makes it durable comes first.
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
   * they work, after ten when they do not. Whoever asks says how long to wait for that.
   */
  public long flushes(Duration settle) {
    long end = System.nanoTime() + settle.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    return number("postgres", "SELECT sum(fsyncs)::bigint FROM pg_stat_io WHERE object = 'wal'");
  }

  public long number(String database, String query) {
    return Long.parseLong(text(database, query));
  }

  /** Waits until nobody's tables are being tidied up, which takes a good part of two cores. */
  public void awaitQuiet() {
    awaitFalse("postgres", IS_VACUUMING);
  }

  /** Waits until the question is answered with false, asking it on one connection. */
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

  /** As the database's own role; in the database `postgres` as the superuser. */
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
