package dev.waybill.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private PostgreSQL server on a free port of the loopback address, as durable as one in
 * production. It requires a password, has no socket in the file system, is restarted when it dies,
 * and ends with this process.
 */
public final class LocalPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
  private static final String SUPERUSER = "postgres";
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(300);

  /** Several, because the child processes of a dead server may take a moment to end. */
  private static final int ATTEMPTS = 10;

  private final ServerPlan plan;
  private final PasswordFile passwords;
  private final DataDirectory data;
  private final Guard guard;
  private final Map<String, DatabaseAccess> databases = new ConcurrentHashMap<>();
  private int port;
  private ServerProcess server;
  private boolean closed;

  private LocalPostgres(ServerPlan plan) {
    this.plan = plan;
    this.passwords = passwords(plan.folder());
    this.data = new DataDirectory(plan, passwords);
    this.guard = Guard.start(plan.temporary());
    try {
      data.create(SUPERUSER);
      this.server = firstServer();
    } catch (RuntimeException e) {
      guard.close();
      throw e;
    }
  }

  /** Starts a server that keeps its data in the folder. */
  public static LocalPostgres start(Path folder) {
    return start(ServerPlan.in(folder));
  }

  /**
   * Starts a server on the data in the plan's folder, which is created if it does not exist. A
   * server that already runs on this data is stopped first, so no one else may use the folder.
   *
   * @throws PostgresException if the server does not start, with the server's own reason
   */
  public static LocalPostgres start(ServerPlan plan) {
    Path folder = plan.folder();
    Folders.createPrivate(folder);
    if (DataDirectory.isIn(folder) && !passwords(folder).exists()) {
      throw new PostgresException(
          "the data in %s is from a version without passwords; move it away, or throw it away with"
                  .formatted(folder)
              + " --fresh");
    }
    stopLeftServer(folder);
    LocalPostgres postgres = new LocalPostgres(plan);
    Thread.ofPlatform().daemon().name("postgres-watch").start(postgres::watch);
    return postgres;
  }

  /** Stops the server that runs on the folder, if any, and deletes its data. */
  public static void discard(Path folder) {
    if (Files.exists(folder)) {
      stopLeftServer(folder);
      Folders.delete(folder);
    }
  }

  /** Returns the port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Returns the id of the server's process, which changes when the server is restarted. */
  public synchronized long processId() {
    return server.pid();
  }

  /**
   * Returns a database with a role of the same name that owns it and nothing else. Creates both if
   * they do not exist.
   */
  public DatabaseAccess database(String name) {
    return databases.computeIfAbsent(name, this::create);
  }

  /** Returns access to a database as the superuser. */
  public DatabaseAccess superuser(String database) {
    return access(database, SUPERUSER);
  }

  /** Returns the file with every role's password, in PGPASSFILE format. */
  public Path passwordFile() {
    return passwords.path();
  }

  /** Stops the server; all committed data is on disk. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      notifyAll();
      server.stop(plan.temporary().isPresent());
      guard.close();
    }
  }

  private static PasswordFile passwords(Path folder) {
    return new PasswordFile(folder.resolve("pgpass"));
  }

  private static void stopLeftServer(Path folder) {
    Path data = DataDirectory.in(folder);
    PasswordFile passwords = passwords(folder);
    Optional<Postmaster> left = Postmaster.named(data);
    if (left.isEmpty()) {
      return;
    }
    if (left.get().isAlive(port -> logsIn(port, passwords))) {
      left.get().stop();
    } else {
      Postmaster.forget(data);
    }
  }

  /** Returns whether our password is accepted, which only our own server does. */
  private static boolean logsIn(int port, PasswordFile passwords) {
    if (!passwords.exists()) {
      return false;
    }
    String url = url(port, SUPERUSER) + "?connectTimeout=2&loginTimeout=5";
    try (Connection connection =
        new DatabaseAccess(url, SUPERUSER, passwords.of(SUPERUSER)).connect()) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }

  private DatabaseAccess create(String name) {
    DatabaseAccess access = access(name, name);
    try (Connection connection = superuser(SUPERUSER).connect();
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "pg_roles WHERE rolname", name)) {
        statement.execute("CREATE ROLE %s LOGIN".formatted(name));
      }
      statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(name, access.password()));
      if (!exists(statement, "pg_database WHERE datname", name)) {
        statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, name));
      }
      statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
      return access;
    } catch (SQLException e) {
      throw new PostgresException("cannot create the database " + name + ": " + e.getMessage(), e);
    }
  }

  private DatabaseAccess access(String database, String role) {
    return new DatabaseAccess(url(port, database), role, passwords.of(role));
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static boolean exists(Statement statement, String where, String name)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT FROM %s = '%s'".formatted(where, name))) {
      return rows.next();
    }
  }

  /**
   * Starts on any free port. Retries, because another program may take the port in the meantime.
   */
  private ServerProcess firstServer() {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      port = FreePort.any();
      Optional<ServerProcess> started = started();
      if (started.isPresent()) {
        return started.get();
      }
      if (!data.mayStartLater()) {
        break;
      }
      Pauses.of(FIRST_PAUSE);
    }
    throw new PostgresException("PostgreSQL does not start" + data.lastWords());
  }

  private Optional<ServerProcess> started() {
    ServerProcess next = data.serve(port);
    guard.watch(next);
    if (data.awaitReady(next)) {
      return Optional.of(next);
    }
    next.stop(true);
    guard.watchNothing();
    return Optional.empty();
  }

  private void watch() {
    try {
      while (true) {
        int exitCode = current().join();
        if (!startAgain(exitCode)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      LOG.error("nobody looks after PostgreSQL any more", e);
    }
  }

  private synchronized ServerProcess current() {
    return server;
  }

  /** Retries until the server is up. Returns false if it was closed in the meantime. */
  private synchronized boolean startAgain(int exitCode) throws InterruptedException {
    guard.watchNothing();
    String reason = "";
    for (int attempt = 1; !closed; attempt++) {
      if (attempt == 1) {
        LOG.warn("PostgreSQL has ended (exit code {}); starting it on port {}", exitCode, port);
      }
      Optional<ServerProcess> next = started();
      if (next.isPresent()) {
        server = next.get();
        LOG.info("PostgreSQL is back on port {}", port);
        if (!reason.isEmpty()) {
          plan.outages().ended();
        }
        return true;
      }
      String now = "PostgreSQL has ended and does not start again" + data.lastWords();
      if ((attempt >= ATTEMPTS || !data.mayStartLater()) && !now.equals(reason)) {
        reason = now;
        LOG.error("{}", reason);
        plan.outages().began(reason);
      }
      Duration pause = FIRST_PAUSE.multipliedBy(Math.max(1, attempt - ATTEMPTS));
      wait((pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).toMillis());
    }
    return false;
  }
}
