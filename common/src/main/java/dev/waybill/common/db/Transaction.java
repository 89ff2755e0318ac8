package dev.waybill.common.db;

import dev.waybill.common.failure.OutcomeUnknownException;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Begins and commits by hand, because only the phase of a failure tells what may be stored. */
final class Transaction {
  private Transaction() {}

  /**
   * Commits what the work did and returns its result. Any failure but OutcomeUnknownException means
   * that nothing is stored.
   */
  static <T> T run(Handle handle, Function<Handle, T> work) {
    T result = work(handle, work);
    try {
      handle.commit();
    } catch (JdbiException e) {
      throw failedCommit(e);
    }
    return result;
  }

  private static <T> T work(Handle handle, Function<Handle, T> work) {
    boolean finished = false;
    try {
      handle.begin();
      T result = work.apply(handle);
      requireSound(handle);
      finished = true;
      return result;
    } finally {
      if (!finished) {
        rollBack(handle);
      }
    }
  }

  /**
   * After a failed statement, PostgreSQL carries out a commit as a rollback, and the driver agrees.
   */
  private static void requireSound(Handle handle) {
    try {
      BaseConnection connection = handle.getConnection().unwrap(BaseConnection.class);
      if (connection.getTransactionState() == TransactionState.FAILED) {
        throw new IllegalStateException("the work went on after a statement had failed");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("not a connection of the PostgreSQL driver", e);
    }
  }

  /** The server answers a commit it refuses; without an answer it may have gone either way. */
  private static RuntimeException failedCommit(JdbiException failure) {
    return SqlFailure.of(failure) == SqlFailure.CONNECTION_LOST
        ? new OutcomeUnknownException("the connection was lost during a commit", failure)
        : failure;
  }

  private static void rollBack(Handle handle) {
    try {
      handle.rollback();
    } catch (JdbiException _) {
      // The connection is lost, and the transaction with it; the first failure is the one to tell.
    }
  }
}
