package dev.waybill.common.db;

import dev.waybill.common.config.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema up to date, or says in one line why it cannot. */
final class Migrations {
  private static final Logger LOGGER = LoggerFactory.getLogger(Migrations.class);
  private static final int LONGEST_REASON = 500;

  private final DatabaseSettings settings;
  private final String location;

  /** The location is a folder on the class path. */
  Migrations(DatabaseSettings settings, String location) {
    this.settings = settings;
    this.location = location;
  }

  void run() {
    DataSource dataSource = DataSources.single(settings);
    connectOnce(dataSource);
    try {
      int applied = flyway(dataSource).migrate().migrationsExecuted;
      LOGGER.info("database {}: {} migrations applied", settings, applied);
    } catch (FlywayException e) {
      throw failure("the migrations in " + location + " failed: " + oneLine(e), e);
    }
  }

  /** Before the migrations, whose own message about a failed connection is a page long. */
  private void connectOnce(DataSource dataSource) {
    try (Connection _ = dataSource.getConnection()) {
      LOGGER.debug("database {} accepts connections", settings);
    } catch (SQLException e) {
      throw failure(reason(e), e);
    }
  }

  private Flyway flyway(DataSource dataSource) {
    return Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:" + location)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .connectRetries(0)
        .load();
  }

  private String reason(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return switch (state) {
      case "28P01", "28000" -> "wrong user or password";
      case "3D000" -> "there is no such database on this server";
      case "08001", "08004", "08006" -> "the server cannot be reached: " + oneLine(failure);
      default -> oneLine(failure);
    };
  }

  private StartupException failure(String reason, Exception cause) {
    return new StartupException(
        "cannot use database \"%s\" at %s as user \"%s\" (--database-url): %s"
            .formatted(
                settings.url().database(), settings.url().address(), settings.user(), reason),
        cause);
  }

  private static String oneLine(Exception failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + " ...";
  }
}
