package dev.waybill.system;

import dev.waybill.local.shop.Catalogue;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.local.stack.LocalStack;
import dev.waybill.local.stack.ServiceChannels;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackPorts;
import dev.waybill.local.stack.StackSettings;
import dev.waybill.postgres.LocalPostgres;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Two instances of each service in this JVM, on real sockets and one set of databases. */
final class TwoStacks implements AutoCloseable {
  private final LocalPostgres postgres;
  private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();
  private Lifetime services = new Lifetime();
  private List<LocalStack> stacks = List.of();

  private TwoStacks(LocalPostgres postgres) {
    this.postgres = postgres;
  }

  /** Starts everything with the demo's catalogue. */
  static TwoStacks start(Path folder) {
    TwoStacks two = new TwoStacks(LocalPostgres.start(folder.resolve("postgres")));
    try {
      two.startServices();
      var _ = Catalogue.fill(two.channels().to(Services.INVENTORY));
      return two;
    } catch (RuntimeException e) {
      two.close();
      throw e;
    }
  }

  /**
   * A channel to one instance of order-service; consecutive numbers alternate between the
   * instances.
   */
  Channel order(int number) {
    return connect(stacks.get(number % stacks.size()).address(Services.ORDER));
  }

  ServiceChannels channels() {
    LocalStack last = stacks.getLast();
    return service -> connect(last.address(service));
  }

  /** Replaces all instances, so that nothing is remembered in memory. */
  void restart() {
    stopServices();
    startServices();
  }

  /** Returns the one number that a query selects. */
  int count(String database, String sql) {
    try (Connection connection = connectTo(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  void execute(String database, String sql) {
    try (Connection connection = connectTo(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The databases keep running. */
  void stopServices() {
    channels.values().forEach(ManagedChannel::shutdownNow);
    channels.clear();
    services.close();
  }

  @Override
  public void close() {
    stopServices();
    postgres.close();
  }

  private void startServices() {
    services = new Lifetime();
    stacks =
        List.of(
            LocalStack.start(services, postgres, StackSettings.on(StackPorts.ANY)),
            LocalStack.start(services, postgres, StackSettings.on(StackPorts.ANY)));
  }

  private Connection connectTo(String database) throws SQLException {
    return postgres.superuser(database).connect();
  }

  private Channel connect(String target) {
    return channels.computeIfAbsent(
        target,
        address -> Grpc.newChannelBuilder(address, InsecureChannelCredentials.create()).build());
  }
}
