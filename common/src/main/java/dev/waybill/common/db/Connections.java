package dev.waybill.common.db;

import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.failure.TransactionConflictException;
import dev.waybill.common.logging.OutageLog;
import dev.waybill.common.table.StatementException;
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

/** Lends each connection to one borrower at a time, who waits no longer than its budget. */
final class Connections implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Connections.class);

  /** Longer than a snapshot's statement may take, as the limit for other work is for theirs. */
  private static final Duration SNAPSHOT_READ_LIMIT =
      SessionSettings.SNAPSHOT_TIMEOUT.plusSeconds(2);

  private final Sessions sessions;
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  /** How long a borrower waits for a log-in that is under way. */
  private final Duration patience;

  /** As many as connections: the pool's own wait knows no deadline and is unkind to threads. */
  private final Semaphore free;

  /** Ends when the server answers a question about itself. */
  private final OutageLog connecting;

  /** Ends when something is stored. */
  private final OutageLog storing;

  Connections(DatabaseSettings settings) {
    this.sessions = Sessions.work(settings);
    this.pool = DataSources.pooled(settings, sessions);
    this.jdbi = withArrays(Jdbi.create(pool));
    this.patience = settings.connectTimeout();
    this.free = new Semaphore(pool.getMaximumPoolSize(), true);
    String name = "database " + settings.url().database();
    this.connecting = new OutageLog(LOGGER, name);
    this.storing = new OutageLog(LOGGER, name);
  }

  /** Sets of rows travel as one array for each column. */
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

  /** In a transaction only where nothing else makes the session's settings. */
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

  /** Asks the server whether it takes changes; fails as a change would where it does not. */
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
    awaitTurn(budget);
    try {
      return withHandle(work);
    } catch (JdbiException e) {
      throw translated(e);
    } finally {
      free.release();
    }
  }

  /**
   * What a transaction must begin with. Nothing in the common case: then the session has the right
   * settings already.
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

  /** A log-in that takes its time is no outage, as long as none has failed. */
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
      // The pool sets it back.
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
      // The work is done or has failed by now, and this must not make it look otherwise.
    }
  }

  private void awaitTurn(TimeBudget budget) {
    if (budget.isSpent()) {
      throw new TimeExpiredException("no time left to use the database");
    }
    try {
      if (!free.tryAcquire(budget.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
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
        // What ended one connection usually ended all: the next borrower should get a new one.
        pool.getHikariPoolMXBean().softEvictConnections();
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

  private static DatabaseUnavailableException unavailable(OutageLog log, JdbiException failure) {
    String cause = SqlCause.of(failure);
    log.failed(cause);
    return new DatabaseUnavailableException(cause, failure);
  }

  @Override
  public void close() {
    pool.close();
  }
}
