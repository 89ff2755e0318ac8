package dev.waybill.common.db;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** The kind of a failed statement, read from its SQL state. */
public enum SqlFailure {
  /** The connection is lost or could not be opened. */
  CONNECTION_LOST,
  /** The server rejects changes: it is a standby, such as the old primary after a failover. */
  READ_ONLY,
  /** The server has run out of disk, memory or connections. */
  EXHAUSTED,
  /** The database works but did not do this in time. */
  BUSY,
  /** A concurrent transaction conflicted; a retry of the same work may succeed. */
  CONFLICT,
  /** A unique key already exists: another instance just added it, or the work itself did. */
  DUPLICATE_KEY,
  /** The work itself is wrong, or no database was involved. */
  OTHER;

  private static final String READ_ONLY_STATE = "25006";

  /** The failure for a server that was only asked whether it accepts changes. */
  static SQLException readOnly() {
    return new SQLException(
        "it is a standby, or its transactions are read-only by default", READ_ONLY_STATE);
  }

  /** Uses the outermost SQL exception among the causes. */
  public static SqlFailure of(Throwable failure) {
    SQLException exception = sqlException(failure);
    if (exception == null) {
      return OTHER;
    }
    // The pool's own exceptions may have no state.
    if (exception instanceof SQLTransientConnectionException
        || exception instanceof SQLRecoverableException) {
      return CONNECTION_LOST;
    }
    String state = exception.getSQLState();
    return state == null ? OTHER : ofState(state);
  }

  /** Returns whether a new connection may reach a server on which the same work succeeds. */
  public boolean wantsNewConnection() {
    return this == CONNECTION_LOST || this == READ_ONLY;
  }

  private static SqlFailure ofState(String state) {
    return switch (state) {
      // Serialization failure and deadlock.
      case "40001", "40P01" -> CONFLICT;
      case "23505" -> DUPLICATE_KEY;
      // Shut down by an administrator, crashed, starting up, or ended for its duration or idleness.
      case "57P01", "57P02", "57P03", "57P05", "25P03", "25P04" -> CONNECTION_LOST;
      case READ_ONLY_STATE -> READ_ONLY;
      // A statement or lock time-out.
      case "57014", "55P03" -> BUSY;
      default -> ofClass(state);
    };
  }

  private static SqlFailure ofClass(String state) {
    if (state.startsWith("08") || state.startsWith("28") || state.startsWith("3D")) {
      return CONNECTION_LOST;
    }
    return state.startsWith("53") ? EXHAUSTED : OTHER;
  }

  private static @Nullable SQLException sqlException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException exception) {
        return exception;
      }
    }
    return null;
  }
}
