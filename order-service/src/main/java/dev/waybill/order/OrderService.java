package dev.waybill.order;

import dev.waybill.common.feed.WatchSources;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.telemetry.CountedInterruptions;
import dev.waybill.order.telemetry.OrderMetrics;
import dev.waybill.order.workflow.Interruptions;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.order.audit.v1.OrderAuditServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import io.grpc.ServiceDescriptor;
import java.util.List;
import java.util.Optional;

/** Order-service: what it is called, what it offers and needs, and how it is put together. */
public final class OrderService implements ServiceDefinition<OrderServiceConfig, OrderPorts> {
  @Override
  public String name() {
    return "order";
  }

  @Override
  public Class<?> main() {
    return OrderServiceMain.class;
  }

  @Override
  public int port() {
    return OrderServiceConfig.PORT;
  }

  @Override
  public Optional<ServiceDatabase> database() {
    return Optional.of(new ServiceDatabase("orders", OrderPorts.MIGRATIONS));
  }

  @Override
  public List<ServiceDescriptor> contracts() {
    return List.of(
        OrderServiceGrpc.getServiceDescriptor(),
        OrderAuditServiceGrpc.getServiceDescriptor(),
        AuditServiceGrpc.getServiceDescriptor());
  }

  @Override
  public List<String> calls() {
    return List.of("inventory", "payment");
  }

  @Override
  public void declareMetrics(Meters meters) {
    OrderMetrics.declare(meters);
  }

  @Override
  public OrderServiceConfig settings() {
    return new OrderServiceConfig();
  }

  @Override
  public Class<OrderPorts> portsType() {
    return OrderPorts.class;
  }

  @Override
  public OrderPorts ports(OrderServiceConfig settings) {
    return OrderPorts.open(settings);
  }

  @Override
  public ServiceWiring wiring(OrderServiceConfig settings, OrderPorts ports) {
    Meters meters = settings.server().instrumentation().meters();
    WatchSources<OrderEvents, RecordedEvent> sources =
        settings.watch().sources(ports.events(), meters);
    if (!meters.isOn()) {
      return new OrderWiring(settings.workflow(), sources, ports, Interruptions.IGNORED);
    }
    OrderMetrics metrics = OrderMetrics.on(meters);
    return new OrderWiring(
        settings.workflow(), sources, ports.measured(metrics), new CountedInterruptions(metrics));
  }
}
