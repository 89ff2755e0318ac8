package dev.waybill.common.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes the driver's connections, with every wait of theirs bounded. */
final class DataSources {
  static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);

  /**
   * How long the pool looks for a live connection. The number of borrowers is limited before the
   * pool is asked, so this passes only while the database accepts no connection.
   */
  private static final Duration POOL_WAIT = Duration.ofSeconds(1);

  /** Catches a server that went silent; the statement itself would have been ended before. */
  private static final Duration SOCKET_TIMEOUT = STATEMENT_TIMEOUT.plusSeconds(2);

  /** The same where statements may take their time, as those of migrations may. */
  private static final Duration LONG_SOCKET_TIMEOUT = Duration.ofSeconds(90);

  private DataSources() {}

  /** A few connections kept open, on which no statement and no idle transaction lasts. */
  static HikariDataSource pooled(DatabaseSettings settings) {
    PGSimpleDataSource driver = single(settings);
    driver.setSocketTimeout(wholeSeconds(SOCKET_TIMEOUT));
    long millis = STATEMENT_TIMEOUT.toMillis();
    driver.setOptions(
        "-c statement_timeout=%s -c idle_in_transaction_session_timeout=%s"
                .formatted(millis, millis)
            + " -c default_transaction_isolation=read\\ committed"
            + Planning.byKeyOptions());
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("database " + settings.url().database());
    pool.setDataSource(driver);
    pool.setMaximumPoolSize(settings.connections());
    pool.setConnectionTimeout(POOL_WAIT.toMillis());
    pool.setValidationTimeout(POOL_WAIT.toMillis() / 2);
    // Waits for a first connection, so that the first borrower need not. Without one the pool is
    // made all the same: whoever opens it has just used the database.
    pool.setInitializationFailTimeout(0);
    return new HikariDataSource(pool);
  }

  /** A new connection each time, without a statement time-out, as migrations need it. */
  static PGSimpleDataSource single(DatabaseSettings settings) {
    PGSimpleDataSource driver = new PGSimpleDataSource();
    driver.setURL(settings.url().forDriver());
    driver.setUser(settings.user());
    driver.setPassword(settings.password().value());
    driver.setConnectTimeout(wholeSeconds(settings.connectTimeout()));
    driver.setLoginTimeout(wholeSeconds(settings.connectTimeout()));
    driver.setSocketTimeout(wholeSeconds(LONG_SOCKET_TIMEOUT));
    driver.setTcpKeepAlive(true);
    driver.setApplicationName("waybill");
    return driver;
  }

  /** Rounded up, because zero means for ever. */
  private static int wholeSeconds(Duration duration) {
    return Math.toIntExact(Math.max(1, duration.plusMillis(999).toSeconds()));
  }
}
