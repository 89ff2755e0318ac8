package dev.waybill.order;

import dev.waybill.common.audit.AuditGrpcService;
import dev.waybill.common.feed.WatchSources;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.order.audit.OrderAuditGrpcService;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.grpc.OrderGrpcService;
import dev.waybill.order.workflow.CancelOrder;
import dev.waybill.order.workflow.Fulfilment;
import dev.waybill.order.workflow.Interruptions;
import dev.waybill.order.workflow.OrderRecovery;
import dev.waybill.order.workflow.OrderSaga;
import dev.waybill.order.workflow.PlaceOrder;
import dev.waybill.order.workflow.UnusedHolds;
import dev.waybill.order.workflow.WorkflowSettings;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Map;

/** Wires the objects of order-service. */
public final class OrderWiring implements ServiceWiring {

  private final OrderPorts ports;
  private final OrderRecovery recovery;
  private final UnusedHolds unusedHolds;
  private final Fulfilment fulfilment;
  private final WatchSources<OrderEvents, RecordedEvent> watchSources;
  private final List<BindableService> services;

  /** Takes ownership of the watch sources and the ports, and closes them. */
  public OrderWiring(
      WorkflowSettings settings,
      WatchSources<OrderEvents, RecordedEvent> watchSources,
      OrderPorts ports,
      Interruptions interruptions) {
    this.ports = ports;
    this.watchSources = watchSources;
    OrderSaga saga =
        new OrderSaga(ports.store(), ports.inventory(), ports.payments(), settings, interruptions);
    this.recovery = new OrderRecovery(ports.store(), saga, settings);
    this.unusedHolds = new UnusedHolds(ports.inventory(), settings);
    this.fulfilment = new Fulfilment(ports.store(), saga, settings);
    PlaceOrder placeOrder =
        new PlaceOrder(ports.store(), ports.inventory(), saga, recovery, unusedHolds, settings);
    CancelOrder cancelOrder = new CancelOrder(ports.store(), saga, recovery, settings);
    this.services =
        List.of(
            new OrderGrpcService(placeOrder, cancelOrder, ports.store(), watchSources),
            new OrderAuditGrpcService(ports.audit()),
            new AuditGrpcService(ports.audit()));
  }

  @Override
  public List<BindableService> services() {
    return services;
  }

  @Override
  public void start() {
    watchSources.feed().start();
    recovery.start();
    unusedHolds.start();
    fulfilment.start();
  }

  /**
   * Checks the database only, because an outage of inventory or payment must not become one of
   * orders.
   */
  @Override
  public boolean isHealthy() {
    return ports.connections().isReachable();
  }

  @Override
  public Map<String, ManagedChannel> dependencies() {
    return ports.connections().channels();
  }

  @Override
  public void close() {
    fulfilment.close();
    recovery.close();
    unusedHolds.close();
    watchSources.close();
    ports.close();
  }
}
