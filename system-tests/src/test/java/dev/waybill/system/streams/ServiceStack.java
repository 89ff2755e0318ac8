package dev.waybill.system.streams;

import dev.waybill.cli.local.Catalogue;
import dev.waybill.cli.local.LocalPostgres;
import dev.waybill.inventory.InventoryServiceMain;
import dev.waybill.order.OrderServiceMain;
import dev.waybill.payment.PaymentServiceMain;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The three services, each a process of its own, and their PostgreSQL. */
final class ServiceStack implements AutoCloseable {
  private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx256m");

  private final Path folder;
  private final LocalPostgres postgres;
  private final List<ServiceProcess> processes = new ArrayList<>();
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final ServiceProcess order;

  /** With these arguments for order-service. */
  ServiceStack(Path folder, String... orderArguments) {
    this.folder = folder;
    this.postgres = LocalPostgres.start(folder.resolve("postgres"));
    ServiceProcess inventory = service(InventoryServiceMain.class, "inventory", List.of());
    ServiceProcess payment = service(PaymentServiceMain.class, "payments", List.of());
    List<String> arguments = new ArrayList<>(List.of(orderArguments));
    arguments.addAll(List.of("--inventory-target", inventory.target()));
    arguments.addAll(List.of("--payment-target", payment.target()));
    this.order = service(OrderServiceMain.class, "orders", arguments);
    Catalogue.fill(connect(inventory.target()));
    order.target();
  }

  ServiceProcess order() {
    return order;
  }

  /** A connection of its own to order-service; what it calls back must not block. */
  ManagedChannel connect() {
    return connect(order.target());
  }

  /**
   * A connection on which the server may send 64 KB that nobody has read. By default gRPC widens
   * this as it goes, and takes a megabyte before anybody notices that a caller is slow.
   */
  ManagedChannel connectNarrowly() {
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(order.target(), InsecureChannelCredentials.create())
            .flowControlWindow(65_535)
            .directExecutor()
            .build();
    channels.add(channel);
    return channel;
  }

  /** A setting of PostgreSQL, asked and not assumed. */
  String setting(String name) {
    try (Connection connection =
            DriverManager.getConnection(postgres.database("orders"), postgres.user(), "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW " + name)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(name, e);
    }
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    processes.reversed().forEach(ServiceProcess::close);
    postgres.close();
  }

  private ServiceProcess service(Class<?> main, String database, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("--port", "0"));
    arguments.addAll(List.of("--database-url", postgres.database(database)));
    arguments.addAll(List.of("--database-user", postgres.user(), "--database-password", ""));
    arguments.addAll(more);
    ServiceProcess process =
        ServiceProcess.start(main, JVM, arguments, folder.resolve(database + ".log"));
    processes.add(process);
    return process;
  }

  private ManagedChannel connect(String target) {
    ManagedChannel channel =
        Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
            .directExecutor()
            .build();
    channels.add(channel);
    return channel;
  }
}
