package dev.waybill.common.db;

import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.telemetry.Instrumentation;
import dev.waybill.common.telemetry.Meters.Gauge;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The service's own PostgreSQL database.
 *
 * <p>Work runs on the calling thread, which must not be interrupted, because an interrupt inside
 * JDBC closes the connection. The session itself limits the time of statements. Besides its
 * documented failures, each method throws DatabaseUnavailableException when the database is
 * unreachable, rejects changes or does not answer in time, or when transactions conflict; and
 * Jdbi's exceptions for SQL that fails.
 */
public final class Database implements AutoCloseable {
  private static final Duration SNAPSHOT_WAIT = Duration.ofSeconds(10);

  private final Connections connections;
  private final Instrumentation instrumentation;

  /** Ask the database for values, so they go first. */
  private final List<Gauge> gauges = new CopyOnWriteArrayList<>();

  /** Snapshots may take long, so only one runs at a time and the other connections stay free. */
  private final Semaphore snapshot = new Semaphore(1, true);

  private Database(Connections connections, Instrumentation instrumentation) {
    this.connections = connections;
    this.instrumentation = instrumentation;
  }

  /**
   * Opens the database and applies the migrations in a class path folder such as
   * "db/migration/ledger". Throws StartupException if the database is unusable.
   */
  public static Database open(
      DatabaseSettings settings, String migrations, Instrumentation instrumentation) {
    new Migrations(settings, migrations).run();
    return new Database(new Connections(settings, instrumentation.meters()), instrumentation);
  }

  /** Opens a database that nothing observes. */
  public static Database open(DatabaseSettings settings, String migrations) {
    return open(settings, migrations, Instrumentation.NONE);
  }

  /** Returns what observes the database, and what is done with it. */
  public Instrumentation instrumentation() {
    return instrumentation;
  }

  /** Ends the gauge before the database is closed, because it asks the database. */
  public void owns(Gauge gauge) {
    gauges.add(gauge);
  }

  /**
   * Runs the work, commits it and returns its result. Throws OutcomeUnknownException if the
   * connection is lost during the commit; after any other failure nothing is stored. The budget
   * limits the wait for a connection; when it is spent, OverloadedException is thrown.
   */
  public <T> T inTransaction(TimeBudget budget, Function<Handle, T> work) {
    return connections.inTransaction(budget, work);
  }

  /** Reads without a transaction. The budget limits the wait for a connection. */
  public <T> T read(TimeBudget budget, Function<Handle, T> work) {
    return connections.read(budget, work);
  }

  /**
   * Reads in one snapshot and stores nothing; for long reports. Snapshots run one at a time and may
   * pause up to a minute between two statements.
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
   * Returns whether the database answers and accepts changes. A busy database counts as reachable.
   * An outage is logged with its cause when it begins, and again when it ends.
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
    gauges.forEach(Gauge::close);
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
