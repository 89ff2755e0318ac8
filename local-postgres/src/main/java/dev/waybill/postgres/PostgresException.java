package dev.waybill.postgres;

/** PostgreSQL cannot run here. The message tells the user why, in one line. */
public final class PostgresException extends RuntimeException {
  PostgresException(String oneLine) {
    super(oneLine);
  }

  PostgresException(String oneLine, Throwable cause) {
    super(oneLine, cause);
  }
}
