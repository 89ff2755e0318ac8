package dev.waybill.common.db;

import com.zaxxer.hikari.HikariDataSource;
import dev.waybill.common.failure.DatabaseUnavailableException;
import dev.waybill.common.failure.OverloadedException;
import dev.waybill.common.failure.TimeExpiredException;
import dev.waybill.common.time.TimeBudget;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Lends each connection to one borrower at a time, who waits no longer than its budget. */
final class Connections implements AutoCloseable {
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  /** As many as connections: the pool's own wait knows no deadline and is unkind to threads. */
  private final Semaphore free;

  Connections(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = withArrays(Jdbi.create(pool));
    this.free = new Semaphore(pool.getMaximumPoolSize(), true);
  }

  /** Sets of rows travel as one array for each column. */
  private static Jdbi withArrays(Jdbi jdbi) {
    return jdbi.registerArrayType(String.class, "text")
        .registerArrayType(UUID.class, "uuid")
        .registerArrayType(Integer.class, "int4")
        .registerArrayType(Long.class, "int8")
        .registerArrayType(Instant.class, "timestamptz");
  }

  <T> T lend(TimeBudget budget, Function<Handle, T> work) {
    awaitTurn(budget);
    try {
      return withHandle(work);
    } catch (JdbiException e) {
      throw translated(e);
    } finally {
      free.release();
    }
  }

  private <T> T withHandle(Function<Handle, T> work) {
    Handle handle = jdbi.open();
    try {
      return work.apply(handle);
    } finally {
      giveBack(handle);
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
    return switch (SqlFailure.of(failure)) {
      case CONNECTION_LOST -> {
        // What ended one connection usually ended all: the next borrower should get a new one.
        pool.getHikariPoolMXBean().softEvictConnections();
        yield new DatabaseUnavailableException("the database cannot be reached", failure);
      }
      case BUSY -> new DatabaseUnavailableException("the database did not answer in time", failure);
      case CONFLICT ->
          new DatabaseUnavailableException("transactions stood in each other's way", failure);
      case DUPLICATE_KEY, OTHER -> failure;
    };
  }

  @Override
  public void close() {
    pool.close();
  }
}
