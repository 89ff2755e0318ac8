package dev.waybill.common.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connects to the first of several hosts that can be used. Each has the whole limit to itself, and
 * the next is tried when the one before it has failed or has been silent for a part of the limit;
 * the driver would let a silent host use up the time of all.
 */
final class HostRace {
  private final List<PGSimpleDataSource> hosts;
  private final Duration headStart;
  private final boolean balanced;
  private final SetUp setUp;

  /** The last that could be used is tried first. */
  private volatile int favourite;

  /**
   * @param limit how long one host may take to accept a connection
   * @param balanced whether the hosts are tried in any order
   */
  HostRace(List<PGSimpleDataSource> hosts, Duration limit, boolean balanced, SetUp setUp) {
    this.hosts = hosts;
    this.headStart = limit.dividedBy(2L * hosts.size());
    this.balanced = balanced;
    this.setUp = setUp;
  }

  Connection connect() throws SQLException {
    return hosts.size() == 1 ? open(hosts.getFirst()) : new Race().run();
  }

  private Connection open(PGSimpleDataSource host) throws SQLException {
    Connection connection = host.getConnection();
    try {
      setUp.on(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      close(connection);
      throw e;
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException _) {
      // Nobody is to use it any more.
    }
  }

  private List<Integer> order() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, hosts.size()).boxed().toList());
    if (balanced) {
      Collections.shuffle(order);
    } else {
      Collections.rotate(order, -favourite);
    }
    return order;
  }

  /** Makes a new connection fit for use. */
  @FunctionalInterface
  interface SetUp {
    void on(Connection connection) throws SQLException;
  }

  /** How the attempt on one host ended. */
  private record Attempt(
      int host, @Nullable Connection connection, @Nullable SQLException failure) {}

  /** One round over the hosts. */
  private final class Race {
    private final BlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();
    private final List<Attempt> failed = new ArrayList<>();
    private boolean over;

    Connection run() throws SQLException {
      List<Integer> order = order();
      int begun = 0;
      while (failed.size() < order.size()) {
        if (begun < order.size()) {
          int host = order.get(begun++);
          Thread.ofVirtual().name("connect").start(() -> attempt(host));
        }
        Attempt next = next(begun < order.size());
        if (next != null && next.connection() != null) {
          favourite = next.host();
          end();
          return next.connection();
        }
        if (next != null) {
          failed.add(next);
        }
      }
      throw failure();
    }

    private void attempt(int host) {
      Attempt attempt;
      try {
        attempt = new Attempt(host, open(hosts.get(host)), null);
      } catch (SQLException e) {
        attempt = new Attempt(host, null, e);
      } catch (RuntimeException e) {
        attempt = new Attempt(host, null, new SQLException(e));
      }
      synchronized (this) {
        if (!over) {
          ended.add(attempt);
          return;
        }
      }
      discard(attempt);
    }

    private @Nullable Attempt next(boolean moreHosts) throws SQLException {
      try {
        return moreHosts ? ended.poll(headStart.toNanos(), TimeUnit.NANOSECONDS) : ended.take();
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
      ended.forEach(this::discard);
    }

    private void discard(Attempt attempt) {
      if (attempt.connection() != null) {
        close(attempt.connection());
      }
    }

    /** Names what is wrong with each host. */
    private SQLException failure() {
      return new SQLTransientConnectionException(
          failed.stream()
              .filter(attempt -> attempt.failure() != null)
              .map(attempt -> name(attempt.host()) + ": " + SqlCause.of(attempt.failure()))
              .collect(Collectors.joining("; ")));
    }

    private String name(int host) {
      PGSimpleDataSource driver = hosts.get(host);
      return driver.getServerNames()[0] + ":" + driver.getPortNumbers()[0];
    }
  }
}
