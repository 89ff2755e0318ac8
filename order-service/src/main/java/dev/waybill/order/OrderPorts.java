package dev.waybill.order;

import dev.waybill.common.channel.Channels;
import dev.waybill.common.db.Database;
import dev.waybill.order.audit.OrderAudit;
import dev.waybill.order.audit.PostgresOrderAudit;
import dev.waybill.order.client.GrpcInventory;
import dev.waybill.order.client.GrpcPayments;
import dev.waybill.order.domain.Inventory;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.OrderTimes;
import dev.waybill.order.domain.Payments;
import dev.waybill.order.store.PostgresOrderEvents;
import dev.waybill.order.store.PostgresOrderStore;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import io.grpc.ManagedChannel;

/**
 * The ports of order-service by role, and the resources behind them.
 *
 * @param resources closed by the service when it ends
 */
public record OrderPorts(
    OrderStore store,
    OrderEvents events,
    OrderAudit audit,
    Inventory inventory,
    Payments payments,
    OrderResources resources) {

  /** Throws StartupException if the database is unusable. */
  public static OrderPorts open(OrderServiceConfig config) {
    OrderTimes times = config.workflow().times();
    ManagedChannel inventory =
        Channels.open(config.inventoryTarget(), InventoryServiceGrpc.getServiceDescriptor());
    ManagedChannel payment =
        Channels.open(config.paymentTarget(), PaymentServiceGrpc.getServiceDescriptor());
    Database database = Database.open(config.database(), PostgresOrderStore.MIGRATIONS);
    return of(database, times, inventory, payment);
  }

  /**
   * The real ports on top of an open database and open channels; they are closed with the ports.
   */
  public static OrderPorts of(
      Database database, OrderTimes times, ManagedChannel inventory, ManagedChannel payment) {
    PostgresOrderStore store = new PostgresOrderStore(database, times);
    GrpcPayments payments = new GrpcPayments(payment);
    return new OrderPorts(
        store,
        new PostgresOrderEvents(database),
        new PostgresOrderAudit(database, times),
        new GrpcInventory(inventory),
        payments,
        new OrderResources(database, store, payments, inventory, payment));
  }
}
