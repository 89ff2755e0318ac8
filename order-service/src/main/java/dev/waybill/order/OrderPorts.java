package dev.waybill.order;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.db.Database;
import dev.waybill.common.server.ServiceConnections;
import dev.waybill.common.server.ServicePorts;
import dev.waybill.common.telemetry.Instrumentation;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.order.audit.OrderAudit;
import dev.waybill.order.audit.PostgresOrderAudit;
import dev.waybill.order.client.GrpcInventory;
import dev.waybill.order.client.GrpcPayments;
import dev.waybill.order.domain.Inventory;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.OrderTimes;
import dev.waybill.order.domain.Payments;
import dev.waybill.order.store.OrderBacklog;
import dev.waybill.order.store.PostgresOrderEvents;
import dev.waybill.order.store.PostgresOrderStore;
import dev.waybill.order.telemetry.MeasuredOrderStore;
import dev.waybill.order.telemetry.OrderMetrics;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import io.grpc.ManagedChannel;
import java.util.Map;

/** The ports of order-service. */
public record OrderPorts(
    OrderStore store,
    OrderEvents events,
    OrderAudit audit,
    Inventory inventory,
    Payments payments,
    ServiceConnections connections)
    implements ServicePorts {
  /** The migrations of orders and their events on the class path. */
  public static final String MIGRATIONS = "db/migration/order";

  /** Opens the real ports. Throws StartupException if the database is unusable. */
  public static OrderPorts open(OrderServiceConfig config) {
    OrderTimes times = config.workflow().times();
    ManagedChannel inventory =
        Channels.open(
            config.inventoryTarget(),
            config.server().tls().channelTo("inventory"),
            config.server().instrumentation(),
            InventoryServiceGrpc.getServiceDescriptor());
    ManagedChannel payment =
        Channels.open(
            config.paymentTarget(),
            config.server().tls().channelTo("payment"),
            config.server().instrumentation(),
            PaymentServiceGrpc.getServiceDescriptor());
    Instrumentation instrumentation = config.server().instrumentation();
    Database database = Database.open(config.database(), MIGRATIONS, instrumentation);
    if (instrumentation.meters().isOn()) {
      measureBacklog(database);
    }
    return of(database, times, inventory, payment);
  }

  /**
   * The real ports on top of an open database and open channels; they are closed with the ports.
   */
  public static OrderPorts of(
      Database database, OrderTimes times, ManagedChannel inventory, ManagedChannel payment) {
    return new OrderPorts(
        new PostgresOrderStore(database, times),
        new PostgresOrderEvents(database),
        new PostgresOrderAudit(database, times),
        new GrpcInventory(inventory),
        new GrpcPayments(payment),
        ServiceConnections.of(database, Map.of("inventory", inventory, "payment", payment)));
  }

  private static void measureBacklog(Database database) {
    Meters meters = database.instrumentation().meters();
    OrderBacklog backlog = new OrderBacklog(database);
    database.owns(OrderMetrics.backlog(meters, backlog::orders));
    database.owns(OrderMetrics.backlogAge(meters, backlog::ageSeconds));
  }

  /** The same ports, measured. */
  OrderPorts measured(OrderMetrics metrics) {
    return new OrderPorts(
        new MeasuredOrderStore(store, metrics), events, audit, inventory, payments, connections);
  }

  @Override
  public void close() {
    store.close();
    payments.close();
    connections.close();
  }
}
