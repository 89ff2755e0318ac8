package dev.waybill.common.db;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failed statement says about the work around it, read from its SQL state. */
public enum SqlFailure {
  /** The connection is gone or could not be made. */
  CONNECTION_LOST,
  /** The database works but did not get to this in time, or has no room for it. */
  BUSY,
  /** Another transaction came between; the same work may pass when it is done again. */
  CONFLICT,
  /** A unique key was taken: by another instance just now, or by the work itself. */
  DUPLICATE_KEY,
  /** The work itself is at fault, or no database was involved. */
  OTHER;

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

  private static SqlFailure ofState(String state) {
    return switch (state) {
      // Serialization failure and deadlock.
      case "40001", "40P01" -> CONFLICT;
      case "23505" -> DUPLICATE_KEY;
      // Shut down by an administrator, crashed, starting up, ended for idling, or now a standby.
      case "57P01", "57P02", "57P03", "57P05", "25P03", "25006" -> CONNECTION_LOST;
      // A statement or lock time-out.
      case "57014", "55P03" -> BUSY;
      default -> ofClass(state);
    };
  }

  private static SqlFailure ofClass(String state) {
    if (state.startsWith("08") || state.startsWith("28") || state.startsWith("3D")) {
      return CONNECTION_LOST;
    }
    return state.startsWith("53") ? BUSY : OTHER;
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
