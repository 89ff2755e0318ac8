package dev.waybill.common.db;

import dev.waybill.common.config.StartupException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema up to date, or explains in one line why it cannot. */
final class Migrations {
  private static final Logger LOGGER = LoggerFactory.getLogger(Migrations.class);
  private static final int FOR_EVER = -1;

  private static final String SERVER =
      """
      SELECT current_schema() AS schema, current_setting('search_path') AS path,
        current_setting('transaction_read_only') AS read_only, current_setting('fsync') AS fsync,
        current_setting('server_encoding') AS encoding
      """;

  private final DatabaseSettings settings;
  private final String location;

  /**
   * @param location a folder on the class path
   */
  Migrations(DatabaseSettings settings, String location) {
    this.settings = settings;
    this.location = location;
  }

  void run() {
    settings.problems().stream()
        .findFirst()
        .ifPresent(
            problem -> {
              throw new StartupException(problem);
            });
    Sessions sessions = Sessions.migration(settings);
    String schema = connectOnce(sessions);
    try (MigrationProgress progress = MigrationProgress.start(settings.url().database())) {
      int applied = flyway(sessions, schema, progress).migrate().migrationsExecuted;
      LOGGER.info("database {}: {} migrations applied", settings, applied);
    } catch (FlywayException e) {
      throw failure("the migrations in " + location + " failed: " + reason(e), e);
    }
  }

  /**
   * Connects before Flyway does, because Flyway's message about a failed connection is a page long.
   * Returns the schema in which unqualified names are looked up.
   */
  private String connectOnce(Sessions sessions) {
    try (Connection connection = sessions.getConnection();
        Statement statement = connection.createStatement()) {
      // Some poolers accept statements but no transactions.
      connection.setAutoCommit(false);
      String forTransaction = sessions.forTransaction();
      if (forTransaction != null) {
        statement.execute(forTransaction);
      }
      try (ResultSet server = statement.executeQuery(SERVER)) {
        server.next();
        check(server);
        return server.getString("schema");
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw failure(SqlCause.of(e), e);
    }
  }

  private void check(ResultSet server) throws SQLException {
    if (server.getString("read_only").equals("on")) {
      throw SqlFailure.readOnly();
    }
    if (server.getString("schema") == null) {
      throw new SQLException(
          "the search path names no schema that exists: " + server.getString("path"));
    }
    String encoding = server.getString("encoding");
    if (!encoding.equals("UTF8") && !encoding.equals("SQL_ASCII")) {
      throw new SQLException("the database's encoding is " + encoding + ", expected UTF8");
    }
    if (server.getString("fsync").equals("off")) {
      LOGGER.warn(
          "database {}: the server runs with fsync=off, so a crash of its machine can lose what was"
              + " acknowledged",
          settings);
    }
  }

  Flyway flyway(Sessions sessions, String schema, MigrationProgress progress) {
    return Flyway.configure()
        .dataSource(sessions)
        // Explicit, because behind a pooler the session does not know the search path.
        .defaultSchema(schema)
        .createSchemas(false)
        .locations("classpath:" + location)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .connectRetries(0)
        // Another instance may be migrating for hours.
        .lockRetryCount(FOR_EVER)
        .callbacks(progress)
        .load();
  }

  private static String reason(FlywayException failure) {
    return switch (SqlFailure.of(failure)) {
      case CONNECTION_LOST, READ_ONLY, EXHAUSTED, CONFLICT -> SqlCause.of(failure);
      case BUSY -> SqlCause.of(failure) + " (see --database-migration-timeout)";
      case DUPLICATE_KEY, OTHER -> SqlCause.oneLine(failure);
    };
  }

  private StartupException failure(String reason, Exception cause) {
    return new StartupException(
        "cannot use database \""
            + settings.url().database()
            + "\" at "
            + settings.url().address()
            + " as user \""
            + settings.user()
            + "\" (--database-url): "
            + reason,
        cause);
  }
}
