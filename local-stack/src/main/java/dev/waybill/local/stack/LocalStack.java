package dev.waybill.local.stack;

import dev.waybill.common.config.SettingsReader;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServiceConfig;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.inventory.InventoryService;
import dev.waybill.inventory.InventoryServiceConfig;
import dev.waybill.order.OrderService;
import dev.waybill.order.OrderServiceConfig;
import dev.waybill.payment.PaymentService;
import dev.waybill.payment.PaymentServiceConfig;
import dev.waybill.postgres.DatabaseAccess;
import dev.waybill.postgres.LocalPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The three services in this JVM, wired as in their own programs: each with its own database, a
 * gRPC server on loopback, and sockets between them.
 *
 * @param order the address of order-service, as host:port
 * @param inventory the address of inventory-service
 * @param payment the address of payment-service
 */
public record LocalStack(String order, String inventory, String payment) {

  /** Starts the services on databases of the server. Everything ends with the lifetime. */
  public static LocalStack start(
      Lifetime lifetime, LocalPostgres postgres, StackSettings settings) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // In parallel, because half of a start is waiting for the database migration.
      CompletableFuture<GrpcServer> inventoryServer =
          CompletableFuture.supplyAsync(() -> inventory(lifetime, postgres, settings), threads);
      CompletableFuture<GrpcServer> paymentServer =
          CompletableFuture.supplyAsync(() -> payment(lifetime, postgres, settings), threads);
      String inventory = joined(inventoryServer).address();
      String payment = joined(paymentServer).address();
      String order = order(lifetime, postgres, settings, inventory, payment).address();
      return new LocalStack(order, inventory, payment);
    }
  }

  private static GrpcServer inventory(
      Lifetime lifetime, LocalPostgres postgres, StackSettings settings) {
    List<String> arguments = arguments(settings, 1, postgres, "inventory");
    return serve(lifetime, new InventoryServiceConfig(), arguments, new InventoryService()::open);
  }

  private static GrpcServer payment(
      Lifetime lifetime, LocalPostgres postgres, StackSettings settings) {
    List<String> arguments = arguments(settings, 2, postgres, "payments");
    arguments.addAll(settings.paymentArguments());
    return serve(lifetime, new PaymentServiceConfig(), arguments, new PaymentService()::open);
  }

  private static GrpcServer order(
      Lifetime lifetime,
      LocalPostgres postgres,
      StackSettings settings,
      String inventory,
      String payment) {
    List<String> arguments = arguments(settings, 0, postgres, "orders");
    arguments.addAll(List.of("--inventory-target", inventory, "--payment-target", payment));
    arguments.addAll(settings.orderArguments());
    return serve(lifetime, new OrderServiceConfig(), arguments, new OrderService()::open);
  }

  /**
   * Passes address and database as arguments, so that variables meant for one service do not apply
   * to all three.
   */
  private static List<String> arguments(
      StackSettings settings, int offset, LocalPostgres postgres, String database) {
    List<String> arguments = new ArrayList<>(settings.allArguments());
    arguments.addAll(List.of("--port", Integer.toString(settings.port(offset))));
    arguments.addAll(List.of("--bind", "127.0.0.1"));
    DatabaseAccess access = postgres.database(database);
    arguments.addAll(List.of("--database-url", access.url()));
    arguments.addAll(
        List.of("--database-user", access.user(), "--database-password", access.password()));
    return arguments;
  }

  private static <S extends ServiceConfig> GrpcServer serve(
      Lifetime lifetime, S config, List<String> arguments, Function<S, ServiceWiring> wiring) {
    String name = config.contract().getName();
    List<String> problems =
        new SettingsReader(name, config, System.getenv()).read(arguments.toArray(String[]::new));
    if (!problems.isEmpty()) {
      // The arguments come from code, so only the environment can be wrong here.
      throw new StartupException(String.join("; ", problems));
    }
    Supplier<GrpcServer> start = () -> GrpcServer.start(config.server(), wiring.apply(config));
    return lifetime.own(start);
  }

  private static GrpcServer joined(CompletableFuture<GrpcServer> server) {
    try {
      return server.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StartupException explained) {
        throw explained;
      }
      throw e;
    }
  }
}
