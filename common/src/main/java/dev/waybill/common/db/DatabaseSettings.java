package dev.waybill.common.db;

import dev.waybill.common.config.CheckedSettings;
import dev.waybill.common.config.DurationConverter;
import dev.waybill.common.config.PositiveNumberConverter;
import dev.waybill.common.config.Secret;
import dev.waybill.common.config.SecretConverter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the service's own database is and how to use it; a picocli mixin. */
public final class DatabaseSettings implements CheckedSettings {
  @Option(
      names = "--database-url",
      paramLabel = "URL",
      required = true,
      converter = PostgresUrlConverter.class,
      description = "The database, as jdbc:postgresql://HOST:PORT/DATABASE.")
  private PostgresUrl url = new PostgresUrl("127.0.0.1:5432", "postgres", "");

  @Option(
      names = "--database-user",
      paramLabel = "NAME",
      description = "The database user; \"postgres\" unless the URL names one.")
  private @Nullable String user;

  @Option(
      names = "--database-password",
      paramLabel = "PASSWORD",
      converter = SecretConverter.class,
      description = "The database user's password; prefer a file.")
  private Secret password = new Secret("");

  @Option(
      names = "--database-connections",
      paramLabel = "COUNT",
      converter = PositiveNumberConverter.class,
      description = "The most connections held open.")
  private int connections = 4;

  @Option(
      names = "--database-connect-timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "The longest wait for one host of the database to accept a connection.")
  private Duration connectTimeout = Duration.ofSeconds(5);

  @Option(
      names = "--database-migration-timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "The longest a statement of a migration may take; no limit unless given.")
  private @Nullable Duration migrationTimeout;

  /** Creates the defaults, which the command line and the environment override. */
  public DatabaseSettings() {}

  /** Creates settings from a URL that includes the user and the password, if any. */
  public DatabaseSettings(PostgresUrl url) {
    this.url = url;
  }

  /** Creates settings in code, not from options; all others keep their defaults. */
  public DatabaseSettings(PostgresUrl url, String user, Secret password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** Returns a copy with this number of connections. */
  public DatabaseSettings withConnections(int count) {
    DatabaseSettings copy = copy();
    copy.connections = count;
    return copy;
  }

  /** Returns a copy with other time limits. */
  public DatabaseSettings withTimeouts(Duration connect, @Nullable Duration migration) {
    DatabaseSettings copy = copy();
    copy.connectTimeout = connect;
    copy.migrationTimeout = migration;
    return copy;
  }

  private DatabaseSettings copy() {
    DatabaseSettings copy = new DatabaseSettings();
    copy.url = url;
    copy.user = user;
    copy.password = password;
    copy.connections = connections;
    copy.connectTimeout = connectTimeout;
    copy.migrationTimeout = migrationTimeout;
    return copy;
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    Optional<String> urlUser = url.parameter("user");
    if (user != null && urlUser.isPresent() && !urlUser.get().equals(user)) {
      problems.add(
          "--database-user (WAYBILL_DATABASE_USER): \""
              + user
              + "\", but --database-url says user="
              + urlUser.get()
              + "; expected one of them, or both the same");
    }
    Optional<String> urlPassword = url.parameter("password");
    if (!password.value().isEmpty()
        && urlPassword.isPresent()
        && !urlPassword.get().equals(password.value())) {
      problems.add(
          "--database-password (WAYBILL_DATABASE_PASSWORD): not the password in --database-url;"
              + " expected one of them, or both the same");
    }
    return problems;
  }

  public PostgresUrl url() {
    return url;
  }

  /** Returns the user from the setting, else from the URL, else "postgres". */
  public String user() {
    return user != null ? user : url.parameter("user").orElse("postgres");
  }

  /** Returns the password from the setting, else from the URL; empty if neither has one. */
  public Secret password() {
    return password.value().isEmpty() ? new Secret(url.parameter("password").orElse("")) : password;
  }

  public int connections() {
    return connections;
  }

  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** Returns the time limit for a statement of a migration; empty for no limit. */
  public Optional<Duration> migrationTimeout() {
    return Optional.ofNullable(migrationTimeout);
  }

  @Override
  public String toString() {
    return url + " as " + user();
  }
}
