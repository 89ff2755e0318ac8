package dev.waybill.common.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** Makes the pool of connections. */
final class DataSources {
  /**
   * How long the pool looks for a live connection. The number of borrowers is limited before the
   * pool is asked, so this passes only while the database accepts no connection.
   */
  private static final Duration POOL_WAIT = Duration.ofSeconds(1);

  private DataSources() {}

  /** A few connections kept open. */
  static HikariDataSource pooled(DatabaseSettings settings, Sessions sessions) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("database " + settings.url().database());
    pool.setDataSource(sessions);
    pool.setMaximumPoolSize(settings.connections());
    pool.setConnectionTimeout(POOL_WAIT.toMillis());
    pool.setValidationTimeout(POOL_WAIT.toMillis() / 2);
    // Waits for a first connection, so that the first borrower need not. Without one the pool is
    // made all the same: whoever opens it has just used the database.
    pool.setInitializationFailTimeout(0);
    return new HikariDataSource(pool);
  }
}
