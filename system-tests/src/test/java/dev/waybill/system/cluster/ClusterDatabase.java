package dev.waybill.system.cluster;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import dev.waybill.postgres.DatabaseAccess;
import dev.waybill.postgres.LocalPostgres;
import dev.waybill.postgres.ServerPlan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The PostgreSQL of a cluster, with a database for each service. */
public final class ClusterDatabase implements AutoCloseable {
  private final LocalPostgres postgres;

  private ClusterDatabase(LocalPostgres postgres) {
    this.postgres = postgres;
  }

  static ClusterDatabase start(Path folder) {
    // Enough for two instances of each service and the test's own sessions.
    return new ClusterDatabase(
        LocalPostgres.start(ServerPlan.in(folder).with("max_connections=100").deleting(folder)));
  }

  /** The service's database, which is created if it does not exist; empty if it has none. */
  Optional<DatabaseAccess> of(ServiceDefinition<?, ?> service) {
    return service.database().map(database -> postgres.database(database.name()));
  }

  /** Opens a superuser session, which the caller closes. */
  public Connection connect(ServiceDefinition<?, ?> service) throws SQLException {
    return postgres.superuser(service.database().orElseThrow().name()).connect();
  }

  /** Runs one statement. */
  public void execute(ServiceDefinition<?, ?> service, String sql) {
    try (Connection connection = connect(service);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The one value that a query selects, as text. */
  public String value(ServiceDefinition<?, ?> service, String sql) {
    try (Connection connection = connect(service);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The one number that a query selects. */
  public long count(ServiceDefinition<?, ?> service, String sql) {
    return Long.parseLong(value(service, sql));
  }

  /**
   * Like kill -9 of the server and all its sessions. It restarts by itself on the same port and
   * data within a second or two; see {@link #awaitUp}.
   */
  public void kill() {
    ProcessHandle server = ProcessHandle.of(postgres.processId()).orElseThrow();
    List<ProcessHandle> sessions = server.descendants().toList();
    Stream.concat(Stream.of(server), sessions.stream()).forEach(ProcessHandle::destroyForcibly);
    Awaitility.await("the killed server is gone")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !server.isAlive());
  }

  /** Waits until the server accepts statements. */
  public void awaitUp() {
    Awaitility.await("PostgreSQL is up")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> value(Services.ORDER, "SELECT 1").equals("1"));
  }

  @Override
  public void close() {
    postgres.close();
  }
}
