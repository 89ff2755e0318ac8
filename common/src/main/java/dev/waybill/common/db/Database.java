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
 * method throws DatabaseUnavailableException when the database cannot be reached, takes no changes,
 * does not answer in time or transactions stand in each other's way, and Jdbi's exceptions for SQL
 * that fails.
 */
public final class Database implements AutoCloseable {
  private static final Duration SNAPSHOT_WAIT = Duration.ofSeconds(10);

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
    return new Database(new Connections(settings));
  }

  /**
   * Commits what the work did and returns its result. Throws OutcomeUnknownException when the
   * connection is lost during the commit; after every other failure nothing is stored. The budget
   * bounds the wait for a connection, which ends with OverloadedException.
   */
  public <T> T inTransaction(TimeBudget budget, Function<Handle, T> work) {
    return connections.inTransaction(budget, work);
  }

  /** Reads without a transaction; the budget bounds the wait for a connection. */
  public <T> T read(TimeBudget budget, Function<Handle, T> work) {
    return connections.read(budget, work);
  }

  /**
   * Reads in one snapshot, as long reports need it, and stores nothing. Snapshots run one at a time
   * and may last a minute between two statements.
   */
  public <T> T inSnapshot(Function<Handle, T> work) {
    awaitSnapshot();
    try {
      return connections.inSnapshot(TimeBudget.of(SNAPSHOT_WAIT), work);
    } finally {
      snapshot.release();
    }
  }

  /**
   * Whether the database answers and takes changes; being busy is not being unreachable. Why not is
   * logged when it begins, and when it has ended.
   */
  public boolean isReachable() {
    try {
      connections.probe(TimeBudget.of(Duration.ofSeconds(1)));
      return true;
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
}
