package dev.waybill.cli.local;

import dev.waybill.common.config.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of one's own on a free port of the loopback address, as durable as one in
 * production; started again when it dies.
 */
public final class LocalPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
  private static final String SUPERUSER = "postgres";
  private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);

  private final PostgresServer server;
  private final int port;
  private boolean closed;

  private LocalPostgres(PostgresServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a server on the data in the folder, which is created when there is none. A server that a
   * killed process left running on it is ended first. The folder must be the caller's alone.
   */
  public static LocalPostgres start(Path folder) {
    return start(folder, "");
  }

  /** The same with extra options of the program postgres, such as "-c max_connections=200". */
  public static LocalPostgres start(Path folder, String extraOptions) {
    PostgresServer server = new PostgresServer(folder, extraOptions);
    server.stop();
    LocalPostgres postgres = new LocalPostgres(server, startOrStop(server));
    Thread.ofVirtual().name("postgres-watch").start(postgres::watch);
    return postgres;
  }

  /** Ends whatever server works on the folder, and deletes its data. */
  public static void discard(Path folder) {
    if (Files.exists(folder)) {
      new PostgresServer(folder).stop();
      Folders.delete(folder);
    }
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The user that owns everything and needs no password. */
  public String user() {
    return SUPERUSER;
  }

  /** The JDBC address of a database, which is created when there is none. */
  public String database(String name) {
    try (Connection connection = DriverManager.getConnection(url(SUPERUSER), SUPERUSER, "");
        Statement statement = connection.createStatement()) {
      if (!exists(statement, name)) {
        statement.execute("CREATE DATABASE " + name);
      }
      return url(name);
    } catch (SQLException e) {
      throw new StartupException("cannot create the database " + name + ": " + e.getMessage(), e);
    }
  }

  /** Ends the server with all that is committed on disk. Repeating it does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      notifyAll();
      server.stop();
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, database);
  }

  /** A start that is given up must not leave half a server behind. */
  private static int startOrStop(PostgresServer server) {
    try {
      return server.start();
    } catch (RuntimeException e) {
      server.stop();
      throw e;
    }
  }

  private synchronized void watch() {
    try {
      while (!closed) {
        if (!server.isRunning()) {
          startAgain();
        }
        wait(WATCH_INTERVAL.toMillis());
      }
    } catch (InterruptedException _) {
      // Nobody interrupts this thread; if somebody does, the server is theirs to look after.
    }
  }

  private void startAgain() {
    LOG.warn("PostgreSQL is gone; starting it again on port {}", port);
    try {
      server.startOn(port);
    } catch (StartupException e) {
      LOG.error("{}", e.getMessage());
    }
  }

  private static boolean exists(Statement statement, String database) throws SQLException {
    String query = "SELECT FROM pg_database WHERE datname = '%s'".formatted(database);
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
