package dev.waybill.common.db;

import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The service's own PostgreSQL database.
 *
 * <p>Work runs on the calling thread, which must not be interrupted: an interrupt inside JDBC
 * closes the connection. Time limits are the session's own. Besides its declared failures, each
 * method throws DatabaseUnavailableException when the database cannot be reached or does not answer
 * in time or transactions stand in each other's way, and Jdbi's exceptions for SQL that fails.
 */
public final class Database implements AutoCloseable {
  private static final Duration SNAPSHOT_WAIT = Duration.ofSeconds(10);
  private static final Duration SNAPSHOT_TIMEOUT = Duration.ofSeconds(60);

  private final Connections connections;

  /** Snapshots may last; one at a time leaves the other connections to short work. */
  private final Semaphore snapshot = new Semaphore(1, true);

  private Database(Connections connections) {
    this.connections = connections;
  }

  /**
   * Applies the migrations found in a folder of the class path, such as "db/migration/inventory".
   * Throws StartupException when the database cannot be used.
   */
  public static Database open(DatabaseSettings settings, String migrations) {
    new Migrations(settings, migrations).run();
    return new Database(new Connections(DataSources.pooled(settings)));
  }

  /**
   * Commits what the work did and returns its result. Throws OutcomeUnknownException when the
   * connection is lost during the commit; after every other failure nothing is stored. The budget
   * bounds the wait for a connection, which ends with OverloadedException.
   */
  public <T> T inTransaction(TimeBudget budget, Function<Handle, T> work) {
    return connections.lend(budget, handle -> Transaction.run(handle, work));
  }

  /** Reads without a transaction; the budget bounds the wait for a connection. */
  public <T> T read(TimeBudget budget, Function<Handle, T> work) {
    return connections.lend(budget, work);
  }

  /**
   * Reads in one snapshot, as long reports need it, and stores nothing. Snapshots run one at a time
   * and may last a minute between two statements.
   */
  public <T> T inSnapshot(Function<Handle, T> work) {
    awaitSnapshot();
    try {
      return inTransaction(TimeBudget.of(SNAPSHOT_WAIT), handle -> work.apply(atSnapshot(handle)));
    } finally {
      snapshot.release();
    }
  }

  /** Whether the database answers; being busy is not being unreachable. */
  public boolean isReachable() {
    try {
      return read(
          TimeBudget.of(Duration.ofSeconds(1)),
          handle -> handle.createQuery("SELECT true").mapTo(Boolean.class).one());
    } catch (OverloadedException _) {
      return true;
    } catch (DatabaseUnavailableException | TimeExpiredException | JdbiException _) {
      return false;
    }
  }

  @Override
  public void close() {
    connections.close();
  }

  private void awaitSnapshot() {
    try {
      if (!snapshot.tryAcquire(SNAPSHOT_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new OverloadedException("another report is reading the database");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new OverloadedException("stopped while waiting to read the database");
    }
  }

  private static Handle atSnapshot(Handle handle) {
    handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    long millis = SNAPSHOT_TIMEOUT.toMillis();
    handle.execute("SET LOCAL statement_timeout = " + millis);
    handle.execute("SET LOCAL idle_in_transaction_session_timeout = " + millis);
    handle.execute(Planning.freeInTransaction());
    return handle;
  }
}
