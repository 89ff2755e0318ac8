package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.config.Secret;
import dev.waybill.common.config.SettingsReader;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.db.PostgresUrl;
import dev.waybill.common.server.GrpcServer;
import dev.waybill.common.server.ServiceConfig;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServicePorts;
import dev.waybill.common.testing.DatabaseTap;
import dev.waybill.common.testing.DatabaseTap.RoundTrip;
import dev.waybill.local.shop.Catalogue;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.local.stack.Services;
import dev.waybill.postgres.DatabaseAccess;
import dev.waybill.postgres.LocalPostgres;
import dev.waybill.proto.order.v1.Order;
import dev.waybill.proto.order.v1.OrderState;
import dev.waybill.system.cluster.Orders;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The round trips between the services and PostgreSQL for an order that has the services to itself.
 * They are read from the wire, so an update of the driver cannot add any unnoticed.
 */
final class RoundTripsTest {
  /** Enough for the driver to prepare every statement by name. */
  private static final int WARM_UP = 12;

  /** The services on the way of an order. */
  private static final List<ServiceDefinition<?, ?>> CALLEES_FIRST =
      List.of(Services.INVENTORY, Services.PAYMENT, Services.ORDER);

  private static final String NEVER = "1h";

  /** Background work stays out of the way, but for fulfilment where a test wants it. */
  private static final Map<ServiceDefinition<?, ?>, List<String>> QUIET =
      Map.of(
          Services.ORDER, List.of("--recovery-interval", NEVER, "--fulfilment-interval", NEVER),
          Services.INVENTORY, List.of("--expiry-interval", NEVER));

  @TempDir private Path folder;
  @AutoClose private final Lifetime lifetime = new Lifetime();
  private final Map<ServiceDefinition<?, ?>, DatabaseTap> taps = new HashMap<>();
  private final Map<ServiceDefinition<?, ?>, String> addresses = new HashMap<>();
  private ManagedChannel orders;

  @BeforeEach
  void start() {
    LocalPostgres postgres = lifetime.own(() -> LocalPostgres.start(folder.resolve("postgres")));
    for (ServiceDefinition<?, ?> service : CALLEES_FIRST) {
      String database = service.database().orElseThrow().name();
      DatabaseTap tap = lifetime.own(() -> tap(postgres.database(database), database));
      taps.put(service, tap);
      addresses.put(service, serve(service, tap.settings()));
    }
    var _ = Catalogue.fill(connect(Services.INVENTORY));
    orders = connect(Services.ORDER);
  }

  @Test
  void loneOrderWaitsForFourRoundTrips() {
    for (int i = 0; i < WARM_UP; i++) {
      place();
    }
    taps.values().forEach(DatabaseTap::clear);

    place();

    // The intent and the reservation run side by side; the other three one after the other.
    assertThat(trips(Services.ORDER))
        .containsExactly("BEGIN INSERT WITH SELECT COMMIT", "BEGIN WITH WITH SELECT COMMIT");
    assertThat(trips(Services.INVENTORY)).containsExactly("BEGIN WITH INSERT SELECT COMMIT");
    assertThat(trips(Services.PAYMENT))
        .containsExactly("BEGIN INSERT SELECT COMMIT", "BEGIN INSERT SELECT COMMIT");
  }

  private void place() {
    Order order = Orders.place(orders, Orders.anyOrder());
    assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_CONFIRMED);
  }

  /**
   * Leaves out what does not belong to an order: the probe of the database's health, and the pool's
   * check of a connection that was idle.
   */
  private List<String> trips(ServiceDefinition<?, ?> service) {
    return Objects.requireNonNull(taps.get(service)).trips().stream()
        .map(RoundTrip::outline)
        .filter(outline -> !outline.equals("SHOW") && !outline.isEmpty())
        .toList();
  }

  private ManagedChannel connect(ServiceDefinition<?, ?> service) {
    ManagedChannel channel =
        Grpc.newChannelBuilder(address(service), InsecureChannelCredentials.create()).build();
    AutoCloseable _ = lifetime.own(() -> channel::shutdownNow);
    return channel;
  }

  private String address(ServiceDefinition<?, ?> service) {
    return Objects.requireNonNull(addresses.get(service));
  }

  private static DatabaseTap tap(DatabaseAccess access, String database) {
    String address = access.url().replaceFirst("jdbc:postgresql://([^/]+)/.*", "$1");
    return new DatabaseTap(
        new DatabaseSettings(
            new PostgresUrl(address, database, ""), access.user(), new Secret(access.password())));
  }

  private <C extends ServiceConfig, P extends ServicePorts> String serve(
      ServiceDefinition<C, P> service, DatabaseSettings database) {
    List<String> arguments = new ArrayList<>(QUIET.getOrDefault(service, List.of()));
    arguments.addAll(List.of("--port", "0", "--bind", "127.0.0.1"));
    arguments.addAll(List.of("--database-url", database.url().toString()));
    arguments.addAll(List.of("--database-user", database.user()));
    arguments.addAll(List.of("--database-password", database.password().value()));
    for (String called : service.calls()) {
      arguments.addAll(List.of("--" + called + "-target", address(Services.named(called))));
    }
    C config = service.settings();
    assertThat(
            new SettingsReader(service.title(), config, Map.of())
                .read(arguments.toArray(String[]::new)))
        .isEmpty();
    return lifetime.own(() -> GrpcServer.start(config.server(), service.open(config))).address();
  }
}
