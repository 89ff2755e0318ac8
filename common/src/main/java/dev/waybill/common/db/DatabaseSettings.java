package dev.waybill.common.db;

import dev.waybill.common.config.DurationConverter;
import dev.waybill.common.config.PositiveNumberConverter;
import dev.waybill.common.config.Secret;
import dev.waybill.common.config.SecretConverter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where the service's own database is and how to use it; a picocli mixin. */
public final class DatabaseSettings {
  @Option(
      names = "--database-url",
      paramLabel = "URL",
      required = true,
      converter = PostgresUrlConverter.class,
      description = "The database, as jdbc:postgresql://HOST:PORT/DATABASE.")
  private PostgresUrl url = new PostgresUrl("127.0.0.1:5432", "postgres", "");

  @Option(names = "--database-user", paramLabel = "NAME", description = "The database user.")
  private String user = "postgres";

  @Option(
      names = "--database-password",
      paramLabel = "PASSWORD",
      converter = SecretConverter.class,
      description = "The database user's password; better given by environment variable.")
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
      description = "The longest wait for the database to accept a connection.")
  private Duration connectTimeout = Duration.ofSeconds(5);

  /** The defaults, to be filled from the command line and the environment. */
  public DatabaseSettings() {}

  /** Given in code, as tests and the demo do; the rest has its defaults. */
  public DatabaseSettings(PostgresUrl url, String user, Secret password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** The same with as many connections. */
  public DatabaseSettings withConnections(int count) {
    DatabaseSettings copy = new DatabaseSettings(url, user, password);
    copy.connections = count;
    copy.connectTimeout = connectTimeout;
    return copy;
  }

  public PostgresUrl url() {
    return url;
  }

  public String user() {
    return user;
  }

  public Secret password() {
    return password;
  }

  public int connections() {
    return connections;
  }

  public Duration connectTimeout() {
    return connectTimeout;
  }

  @Override
  public String toString() {
    return url + " as " + user;
  }
}
