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
 * Attempts to connect, of which the first that succeeds wins. The next one begins when the one
 * before it has failed or has been silent for the head start. Runs once.
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

  /** Answers which one won; empty when all have failed. */
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

  /** Why each of them failed, in the order in which they did. */
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

  /** Later connections are of no use to anybody. */
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
        // Nobody is to use it any more.
      }
    }
  }

  /** One way to connect. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  /**
   * The way that won.
   *
   * @param number its place among the openings
   */
  record Winner(int number, Connection connection) {}

  /** Why one way failed. */
  record Failure(int number, SQLException cause) {}

  private record Attempt(
      int number, @Nullable Connection connection, @Nullable SQLException failure) {}
}
