package dev.waybill.common.db;

import dev.waybill.common.failure.OutcomeUnknownException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

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
      throw afterFailedCommit(handle, e);
    }
    return result;
  }

  private static <T> T work(Handle handle, Function<Handle, T> work) {
    boolean finished = false;
    try {
      handle.begin();
      T result = work.apply(handle);
      finished = true;
      return result;
    } finally {
      if (!finished) {
        rollBack(handle);
      }
    }
  }

  private static RuntimeException afterFailedCommit(Handle handle, JdbiException failure) {
    // The server answers a commit it refuses; without an answer it may have gone either way.
    if (SqlFailure.of(failure) == SqlFailure.CONNECTION_LOST) {
      return new OutcomeUnknownException("the connection was lost during a commit", failure);
    }
    rollBack(handle);
    return failure;
  }

  private static void rollBack(Handle handle) {
    try {
      handle.rollback();
    } catch (JdbiException _) {
      // The connection is lost, and the transaction with it; the first failure is the one to tell.
    }
  }
}
