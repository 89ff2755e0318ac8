package dev.waybill.common.db;

import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.table.CommitException;
import dev.waybill.common.table.StatementException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Begins and commits by hand, because only the phase of a failure shows what may be stored. */
final class Transaction {
  private Transaction() {}

  /**
   * Runs the work, commits it and returns its result. After any failure except
   * OutcomeUnknownException, nothing is stored.
   *
   * <p>Work whose last statements commit by themselves saves a round trip: the driver knows from
   * the server that no transaction is open, and sends nothing more.
   *
   * @param opening statements to begin with; empty for none
   */
  static <T> T run(Handle handle, String opening, Function<Handle, T> work) {
    T result;
    try {
      result = work(handle, opening, work);
    } catch (CommitException e) {
      throw failedCommit(e);
    }
    try {
      handle.commit();
    } catch (JdbiException e) {
      throw failedCommit(e);
    }
    return result;
  }

  private static <T> T work(Handle handle, String opening, Function<Handle, T> work) {
    boolean finished = false;
    try {
      handle.begin();
      if (!opening.isEmpty()) {
        execute(handle, opening);
      }
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

  /** Runs all statements in one round trip. Not through Jdbi, which would look for parameters. */
  private static void execute(Handle handle, String statements) {
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.execute(statements);
    } catch (SQLException e) {
      throw new StatementException(e);
    }
  }

  /**
   * Rejects a transaction with a failed statement: PostgreSQL would turn its commit into a
   * rollback, and the driver accepts that.
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

  /**
   * The server answers when it refuses a commit. Without an answer, the commit may or may not have
   * succeeded.
   */
  private static RuntimeException failedCommit(JdbiException failure) {
    return SqlFailure.of(failure) == SqlFailure.CONNECTION_LOST
        ? new OutcomeUnknownException("the connection was lost during a commit", failure)
        : failure;
  }

  private static void rollBack(Handle handle) {
    try {
      handle.rollback();
    } catch (JdbiException _) {
      // The connection is lost, and with it the transaction. The first failure is the one to
      // report.
    }
  }
}
