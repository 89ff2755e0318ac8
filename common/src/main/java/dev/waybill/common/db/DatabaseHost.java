package dev.waybill.common.db;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One host of a URL. Connects through any usable address of its name. The driver alone would only
 * try the first address, which may not answer, or may belong to a network that is missing here.
 */
final class DatabaseHost {
  private final Supplier<PGSimpleDataSource> drivers;
  private final PGSimpleDataSource byName;
  private final Duration limit;
  private final Names names;
  private final SetUp setUp;

  /**
   * @param drivers creates another driver for this host
   * @param limit how long one address may take to accept a connection
   */
  DatabaseHost(Supplier<PGSimpleDataSource> drivers, Duration limit, Names names, SetUp setUp) {
    this.drivers = drivers;
    this.byName = drivers.get();
    this.limit = limit;
    this.names = names;
    this.setUp = setUp;
  }

  Connection connect() throws SQLException {
    List<InetAddress> addresses = addresses();
    return addresses.size() > 1 ? race(addresses) : open(byName);
  }

  /** Returns the host and the port. */
  @Override
  public String toString() {
    return byName.getServerNames()[0] + ":" + byName.getPortNumbers()[0];
  }

  private Connection race(List<InetAddress> addresses) throws SQLException {
    List<ConnectionRace.Opening> openings = new ArrayList<>();
    addresses.forEach(address -> openings.add(() -> open(driver(address))));
    ConnectionRace race = new ConnectionRace(openings, limit.dividedBy(2L * addresses.size()));
    ConnectionRace.Winner winner = race.run();
    if (winner == null) {
      throw failure(addresses, race.failures());
    }
    return winner.connection();
  }

  /**
   * Returns a cause that all failures share unchanged, because a problem such as a wrong user is
   * the same at every address.
   */
  private static SQLException failure(
      List<InetAddress> addresses, List<ConnectionRace.Failure> failures) {
    if (failures.stream().map(failure -> SqlCause.of(failure.cause())).distinct().count() == 1) {
      return failures.getFirst().cause();
    }
    return new SQLTransientConnectionException(
        failures.stream()
            .map(
                failure ->
                    addresses.get(failure.number()).getHostAddress()
                        + ": "
                        + SqlCause.of(failure.cause()))
            .collect(Collectors.joining("; ")));
  }

  /**
   * Returns the addresses; empty if there is no choice to make, so that the driver reports any
   * problem with the name.
   */
  private List<InetAddress> addresses() {
    if (hasItsOwnWay()) {
      return List.of();
    }
    try {
      return names.addresses(byName.getServerNames()[0]);
    } catch (UnknownHostException _) {
      return List.of();
    }
  }

  /** Behind a proxy, the name may not resolve here. */
  private boolean hasItsOwnWay() {
    return byName.getSocketFactory() != null
        || byName.getLocalSocketAddress() != null
        || System.getProperty("socksProxyHost") != null;
  }

  private PGSimpleDataSource driver(InetAddress address) {
    PGSimpleDataSource driver = drivers.get();
    driver.setSocketFactory(AddressSocketFactory.class.getName());
    driver.setSocketFactoryArg(
        AddressSocketFactory.argument(address, driver.getPortNumbers()[0], limit));
    return driver;
  }

  private Connection open(PGSimpleDataSource driver) throws SQLException {
    Connection connection = driver.getConnection();
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
      // It is not used, so a failed close does not matter.
    }
  }

  /** Looks up names. */
  @FunctionalInterface
  interface Names {
    /** Returns the addresses in the order in which to try them. */
    List<InetAddress> addresses(String name) throws UnknownHostException;
  }

  /** Prepares a new connection for use. */
  @FunctionalInterface
  interface SetUp {
    void on(Connection connection) throws SQLException;
  }
}
