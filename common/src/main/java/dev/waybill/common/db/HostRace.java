package dev.waybill.common.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Connects to the first usable host of several. Each host has the whole limit to itself. The next
 * host is tried when the previous one has failed, or has not answered for a part of the limit; the
 * driver alone would let a silent host use up the time of all.
 */
final class HostRace {
  private final List<DatabaseHost> hosts;
  private final Duration headStart;
  private final boolean balanced;

  /** The host of the last successful connection, which is tried first. */
  private volatile int favourite;

  /**
   * @param limit how long one host may take to accept a connection
   * @param balanced whether to try the hosts in random order
   */
  HostRace(List<DatabaseHost> hosts, Duration limit, boolean balanced) {
    this.hosts = hosts;
    this.headStart = limit.dividedBy(2L * hosts.size());
    this.balanced = balanced;
  }

  Connection connect() throws SQLException {
    return hosts.size() == 1 ? hosts.getFirst().connect() : race();
  }

  private Connection race() throws SQLException {
    List<Integer> order = order();
    List<ConnectionRace.Opening> openings = new ArrayList<>();
    order.forEach(host -> openings.add(hosts.get(host)::connect));
    ConnectionRace race = new ConnectionRace(openings, headStart);
    ConnectionRace.Winner winner = race.run();
    if (winner == null) {
      throw new SQLTransientConnectionException(
          race.failures().stream()
              .map(
                  failure ->
                      hosts.get(order.get(failure.number())) + ": " + SqlCause.of(failure.cause()))
              .collect(Collectors.joining("; ")));
    }
    favourite = order.get(winner.number());
    return winner.connection();
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
}
