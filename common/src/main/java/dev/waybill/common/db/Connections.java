package dev.waybill.common.db;

import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.failure.TransactionConflictException;
import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.table.StatementException;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.common.time.TimeBudget;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lends each connection to one borrower at a time. A borrower waits at most for its budget. */
final class Connections implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Connections.class);

  /**
   * Longer than the statement time-out of a snapshot, so that the server's own limit comes first.
   */
  private static final Duration SNAPSHOT_READ_LIMIT =
      SessionSettings.SNAPSHOT_TIMEOUT.plusSeconds(2);

  private final Sessions sessions;
  private final HikariDataSource pool;
  private final PoolObserver observer;
  private final Jdbi jdbi;

  /** How long a borrower waits for a log-in that is in progress. */
  private final Duration patience;

  /**
   * One permit per connection, because the pool's own wait does not know the caller's deadline and
   * is costly for threads.
   */
  private final Semaphore free;

  /** An outage that ends when the server answers a probe. */
  private final OutageLog connecting;

  /** An outage that ends when a transaction commits. */
  private final OutageLog storing;

  Connections(DatabaseSettings settings, Meters meters) {
    this.sessions = Sessions.work(settings);
    this.observer = PoolObserver.of(settings.url().database(), meters);
    this.pool = DataSources.pooled(settings, sessions, observer);
    this.jdbi = withArrays(Jdbi.create(pool));
    this.patience = settings.connectTimeout();
    this.free = new Semaphore(pool.getMaximumPoolSize(), true);
    observer.countBorrowers(free::getQueueLength);
    String name = "database " + settings.url().database();
    this.connecting = new OutageLog(LOGGER, name);
    this.storing = new OutageLog(LOGGER, name);
  }

  /** Registers array types, because a set of rows is sent as one array per column. */
  private static Jdbi withArrays(Jdbi jdbi) {
    return jdbi.registerArrayType(String.class, "text")
        .registerArrayType(UUID.class, "uuid")
        .registerArrayType(Integer.class, "int4")
        .registerArrayType(Long.class, "int8")
        .registerArrayType(Instant.class, "timestamptz");
  }

  <T> T inTransaction(TimeBudget budget, Function<Handle, T> work) {
    T result =
        lend(budget, handle -> Transaction.run(handle, opening("READ COMMITTED", false), work));
    connecting.recovered();
    storing.recovered();
    return result;
  }

  /** Reads, in a transaction only if the session cannot keep its own settings (behind a pooler). */
  <T> T read(TimeBudget budget, Function<Handle, T> work) {
    return lend(
        budget,
        handle ->
            sessions.forTransaction() == null
                ? work.apply(handle)
                : Transaction.run(handle, opening("READ COMMITTED", false), work));
  }

  <T> T inSnapshot(TimeBudget budget, Function<Handle, T> work) {
    return lend(
        budget,
        handle -> {
          allowLongReads(handle);
          return Transaction.run(handle, opening("REPEATABLE READ, READ ONLY", true), work);
        });
  }

  /** Checks that the server accepts changes; otherwise fails in the same way as a change would. */
  void probe(TimeBudget budget) {
    read(
        budget,
        handle -> {
          requireWritable(handle);
          return handle;
        });
    connecting.recovered();
  }

  private <T> T lend(TimeBudget budget, Function<Handle, T> work) {
    long start = observer.now();
    awaitTurn(budget);
    observer.waited(start);
    try {
      return withHandle(work);
    } catch (OutcomeUnknownException e) {
      replaceConnections();
      throw e;
    } catch (JdbiException e) {
      throw translated(e);
    } finally {
      free.release();
    }
  }

  /**
   * Returns the statements that a transaction must begin with. Usually there are none, because the
   * session already has the right settings.
   */
  private String opening(String isolation, boolean snapshot) {
    String settings = sessions.forTransaction();
    if (settings == null && !snapshot) {
      return "";
    }
    return "SET TRANSACTION ISOLATION LEVEL "
        + isolation
        + (settings == null ? "" : "; " + settings)
        + (snapshot ? "; " + SessionSettings.snapshot().forTransaction(0) : "");
  }

  private <T> T withHandle(Function<Handle, T> work) {
    Handle handle = open();
    try {
      return work.apply(handle);
    } finally {
      giveBack(handle);
    }
  }

  /** Opens a handle. A slow log-in is not an outage, as long as none has failed. */
  private Handle open() {
    TimeBudget limit = TimeBudget.of(patience);
    while (true) {
      try {
        return jdbi.open();
      } catch (JdbiException e) {
        if (limit.isSpent() || !sessions.isLoggingIn()) {
          throw e;
        }
      }
    }
  }

  private static void allowLongReads(Handle handle) {
    try {
      // The pool resets it.
      handle
          .getConnection()
          .setNetworkTimeout(Runnable::run, Math.toIntExact(SNAPSHOT_READ_LIMIT.toMillis()));
    } catch (SQLException e) {
      throw new StatementException(e);
    }
  }

  private static void requireWritable(Handle handle) {
    if (handle.createQuery("SHOW transaction_read_only").mapTo(Boolean.class).one()) {
      throw new StatementException(SqlFailure.readOnly());
    }
  }

  private static void giveBack(Handle handle) {
    try {
      handle.close();
    } catch (JdbiException _) {
      // The work is already done or has failed, and this must not hide its outcome.
    }
  }

  private void awaitTurn(TimeBudget budget) {
    if (budget.isSpent()) {
      throw new TimeExpiredException("no time left to use the database");
    }
    try {
      if (!free.tryAcquire(budget.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        observer.timedOut();
        throw new OverloadedException(
            "all %s database connections (--database-connections) stayed busy"
                .formatted(pool.getMaximumPoolSize()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new TimeExpiredException("stopped while waiting for a database connection");
    }
  }

  private RuntimeException translated(JdbiException failure) {
    SqlFailure kind = SqlFailure.of(failure);
    return switch (kind) {
      case CONNECTION_LOST, READ_ONLY -> {
        replaceConnections();
        yield unavailable(connecting, failure);
      }
      case EXHAUSTED, BUSY -> unavailable(storing, failure);
      case CONFLICT -> {
        String cause = SqlCause.of(failure);
        storing.failed(cause);
        yield new TransactionConflictException(cause, failure);
      }
      case DUPLICATE_KEY, OTHER -> failure;
    };
  }

  /**
   * If one connection was lost, usually all were, so the next borrower should get a new one. That
   * is why work of unknown outcome can be settled by running it again.
   */
  private void replaceConnections() {
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  private static DatabaseUnavailableException unavailable(OutageLog log, JdbiException failure) {
    String cause = SqlCause.of(failure);
    log.failed(cause);
    return new DatabaseUnavailableException(cause, failure);
  }

  @Override
  public void close() {
    observer.close();
    pool.close();
  }
}
