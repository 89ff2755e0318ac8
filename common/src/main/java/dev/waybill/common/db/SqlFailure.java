package dev.waybill.common.db;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failed statement says about the work around it, read from its SQL state. */
public enum SqlFailure {
  /** The connection is gone or could not be made. */
  CONNECTION_LOST,
  /** The server takes no changes: a standby, as the old primary is after a failover. */
  READ_ONLY,
  /** The server has no disk, memory or connection left. */
  EXHAUSTED,
  /** The database works but did not get to this in time. */
  BUSY,
  /** Another transaction came between; the same work may pass when it is done again. */
  CONFLICT,
  /** A unique key was taken: by another instance just now, or by the work itself. */
  DUPLICATE_KEY,
  /** The work itself is at fault, or no database was involved. */
  OTHER;

  private static final String READ_ONLY_STATE = "25006";

  /** For a server of which we only asked whether it takes changes. */
  static SQLException readOnly() {
    return new SQLException(
        "it is a standby, or its transactions are read-only by default", READ_ONLY_STATE);
  }

  /** Looks at the outermost SQL exception among the causes. */
  public static SqlFailure of(Throwable failure) {
    SQLException exception = sqlException(failure);
    if (exception == null) {
      return OTHER;
    }
    // The pool's own exceptions may come without a state.
    if (exception instanceof SQLTransientConnectionException
        || exception instanceof SQLRecoverableException) {
      return CONNECTION_LOST;
    }
    String state = exception.getSQLState();
    return state == null ? OTHER : ofState(state);
  }

  /** Whether another connection may lead to a server on which the same work passes. */
  public boolean wantsNewConnection() {
    return this == CONNECTION_LOST || this == READ_ONLY;
  }

  private static SqlFailure ofState(String state) {
    return switch (state) {
      // Serialization failure and deadlock.
      case "40001", "40P01" -> CONFLICT;
      case "23505" -> DUPLICATE_KEY;
      // Shut down by an administrator, crashed, starting up, or ended for its time or idling.
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
