package dev.waybill.fuzz;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.inventory.InventoryPorts;
import dev.waybill.inventory.InventoryServiceConfig;
import dev.waybill.inventory.InventoryWiring;
import dev.waybill.inventory.audit.InventoryAudit;
import dev.waybill.inventory.domain.InventoryStore;
import dev.waybill.inventory.domain.StockLevels;
import dev.waybill.order.OrderServiceConfig;
import dev.waybill.order.WatchOptions;
import dev.waybill.order.audit.OrderAudit;
import dev.waybill.order.audit.OrderAuditGrpcService;
import dev.waybill.order.domain.Inventory;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.domain.OrderStore;
import dev.waybill.order.domain.Payments;
import dev.waybill.order.grpc.OrderGrpcService;
import dev.waybill.order.workflow.CancelOrder;
import dev.waybill.order.workflow.OrderRecovery;
import dev.waybill.order.workflow.OrderSaga;
import dev.waybill.order.workflow.PlaceOrder;
import dev.waybill.order.workflow.UnusedHolds;
import dev.waybill.order.workflow.WorkflowSettings;
import dev.waybill.payment.PaymentPorts;
import dev.waybill.payment.PaymentWiring;
import dev.waybill.payment.audit.PaymentAudit;
import dev.waybill.payment.domain.CardProcessor;
import dev.waybill.payment.domain.PaymentStore;
import io.grpc.BindableService;
import java.util.List;
import java.util.stream.Stream;

/** The services as they are, up to their ports. */
final class FuzzedServices {
  private FuzzedServices() {}

  static List<BindableService> all() {
    return Stream.of(inventory(), payment(), order()).flatMap(List::stream).toList();
  }

  private static List<BindableService> inventory() {
    InventoryServiceConfig config =
        new InventoryServiceConfig(new ServerSettings(0), new DatabaseSettings());
    InventoryPorts ports =
        new InventoryPorts(
            AbsentPort.of(InventoryStore.class),
            AbsentPort.of(StockLevels.class),
            AbsentPort.of(InventoryAudit.class),
            () -> {});
    return new InventoryWiring(config, ports).services();
  }

  private static List<BindableService> payment() {
    PaymentPorts ports =
        new PaymentPorts(
            AbsentPort.of(PaymentStore.class),
            AbsentPort.of(CardProcessor.class),
            AbsentPort.of(PaymentAudit.class),
            () -> {});
    return new PaymentWiring(ports).services();
  }

  /** Built here because the order wiring holds connections besides its ports. */
  private static List<BindableService> order() {
    WorkflowSettings settings = new OrderServiceConfig().workflow();
    OrderStore store = AbsentPort.of(OrderStore.class);
    Inventory inventory = AbsentPort.of(Inventory.class);
    OrderSaga saga = new OrderSaga(store, inventory, AbsentPort.of(Payments.class), settings);
    OrderRecovery recovery = new OrderRecovery(store, saga, settings);
    return List.of(
        new OrderGrpcService(
            new PlaceOrder(
                store, inventory, saga, recovery, new UnusedHolds(inventory, settings), settings),
            new CancelOrder(store, saga, recovery, settings),
            store,
            new WatchOptions().sources(AbsentPort.of(OrderEvents.class))),
        new OrderAuditGrpcService(AbsentPort.of(OrderAudit.class)));
  }
}
