package dev.waybill.common.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Describes the cause of a database failure for operators: one line, in the server's own words. */
final class SqlCause {
  private static final int LONGEST = 500;

  private SqlCause() {}

  /** Uses the innermost SQL exception, because the outer ones are the pool's. */
  static String of(Throwable failure) {
    SQLException exception = innermost(failure);
    if (exception == null) {
      return oneLine(failure);
    }
    String state = exception.getSQLState();
    return state == null ? oneLine(exception) : named(state, oneLine(exception));
  }

  /** Returns an exception's message without line breaks, cut to a length that fits a log line. */
  static String oneLine(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
  }

  private static String named(String state, String words) {
    return switch (state) {
      case "28P01" -> "wrong user or password";
      case "28000" ->
          "the server does not admit this user this way: "
              + words
              + " (for a server that demands TLS, add sslmode=require to the URL)";
      case "3D000" -> "there is no such database on this server";
      case "25006" -> "the server is read-only: " + words;
      case "53100" -> "the server's disk is full: " + words;
      case "53200" -> "the server is out of memory: " + words;
      case "53300", "53400" -> "the server has no connection left: " + words;
      case "57P01", "57P02" -> "the server ended the connection: " + words;
      case "57P03" -> "the server is starting up or shutting down: " + words;
      case "57014" -> "the database did not answer in time: " + words;
      case "55P03" -> "a lock was not to be had: " + words;
      case "40001", "40P01" -> "transactions stood in each other's way: " + words;
      case "08004" -> "the server refused the connection: " + words;
      case "08P01" -> refusedByPooler(words);
      default -> state.startsWith("08") ? "the server cannot be reached: " + words : words;
    };
  }

  /** Poolers use this state for things that they do not support. */
  private static String refusedByPooler(String words) {
    return words.contains("startup parameter")
        ? "the pooler refuses the connection: "
            + words
            + " (leave that parameter out of the URL, or let the pooler ignore it)"
        : "the server or a pooler refused the connection: " + words;
  }

  private static @Nullable SQLException innermost(Throwable failure) {
    SQLException found = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException exception) {
        found = exception;
      }
    }
    return found;
  }
}
