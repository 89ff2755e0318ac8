package dev.waybill.common.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Several ways to connect, tried until one succeeds. The next one starts when the previous one has
 * failed, or has not finished within the head start. Can be run once.
 */
final class ConnectionRace {
  private final List<Opening> openings;
  private final Duration headStart;
  private final BlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();
  private final List<Attempt> failed = new ArrayList<>();
  private boolean over;

  ConnectionRace(List<Opening> openings, Duration headStart) {
    this.openings = openings;
    this.headStart = headStart;
  }

  /** Returns the winner; null if all have failed. */
  @Nullable Winner run() throws SQLException {
    int begun = 0;
    while (failed.size() < openings.size()) {
      if (begun < openings.size()) {
        int number = begun++;
        Thread.ofVirtual().name("connect").start(() -> attempt(number));
      }
      Attempt next = next(begun < openings.size());
      if (next != null && next.connection() != null) {
        end();
        return new Winner(next.number(), next.connection());
      }
      if (next != null) {
        failed.add(next);
      }
    }
    return null;
  }

  /** Returns why each of them failed, in the order of the failures. */
  List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    for (Attempt attempt : failed) {
      if (attempt.failure() != null) {
        failures.add(new Failure(attempt.number(), attempt.failure()));
      }
    }
    return failures;
  }

  private void attempt(int number) {
    Attempt attempt;
    try {
      attempt = new Attempt(number, openings.get(number).open(), null);
    } catch (SQLException e) {
      attempt = new Attempt(number, null, e);
    } catch (RuntimeException e) {
      attempt = new Attempt(number, null, new SQLException(e));
    }
    synchronized (this) {
      if (!over) {
        ended.add(attempt);
        return;
      }
    }
    discard(attempt);
  }

  private @Nullable Attempt next(boolean more) throws SQLException {
    try {
      return more ? ended.poll(headStart.toNanos(), TimeUnit.NANOSECONDS) : ended.take();
    } catch (InterruptedException _) {
      end();
      Thread.currentThread().interrupt();
      throw new SQLException("stopped while connecting", "08001");
    }
  }

  /** Closes connections that come too late. */
  private void end() {
    synchronized (this) {
      over = true;
    }
    ended.forEach(ConnectionRace::discard);
  }

  private static void discard(Attempt attempt) {
    if (attempt.connection() != null) {
      try {
        attempt.connection().close();
      } catch (SQLException _) {
        // It is not used, so a failed close does not matter.
      }
    }
  }

  /** A way to connect. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  /**
   * The way that won.
   *
   * @param number its index among the openings
   */
  record Winner(int number, Connection connection) {}

  /** Why one way failed. */
  record Failure(int number, SQLException cause) {}

  private record Attempt(
      int number, @Nullable Connection connection, @Nullable SQLException failure) {}
}
