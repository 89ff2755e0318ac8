package dev.waybill.common.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** Creates the connection pool. */
final class DataSources {
  /**
   * How long the pool waits for a live connection. The number of borrowers is limited before they
   * reach the pool, so this wait only runs out while the database accepts no connection.
   */
  private static final Duration POOL_WAIT = Duration.ofSeconds(1);

  private DataSources() {}

  /** Returns a pool that keeps a few connections open. */
  static HikariDataSource pooled(
      DatabaseSettings settings, Sessions sessions, PoolObserver observer) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("database " + settings.url().database());
    pool.setDataSource(sessions);
    pool.setMaximumPoolSize(settings.connections());
    pool.setConnectionTimeout(POOL_WAIT.toMillis());
    pool.setValidationTimeout(POOL_WAIT.toMillis() / 2);
    // Waits for a first connection, so that the first borrower does not have to. The pool is
    // created even without one, because whoever opens it has just used the database.
    pool.setInitializationFailTimeout(0);
    observer.observe(pool);
    return new HikariDataSource(pool);
  }
}
