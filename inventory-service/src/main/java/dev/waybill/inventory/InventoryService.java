package dev.waybill.inventory;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.common.telemetry.Meters;
import dev.waybill.inventory.telemetry.InventoryMetrics;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.inventory.audit.v1.InventoryAuditServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import io.grpc.ServiceDescriptor;
import java.util.List;
import java.util.Optional;

/** Inventory-service: what it is called, what it offers and needs, and how it is put together. */
public final class InventoryService
    implements ServiceDefinition<InventoryServiceConfig, InventoryPorts> {
  @Override
  public String name() {
    return "inventory";
  }

  @Override
  public Class<?> main() {
    return InventoryServiceMain.class;
  }

  @Override
  public int port() {
    return InventoryServiceConfig.PORT;
  }

  @Override
  public Optional<ServiceDatabase> database() {
    return Optional.of(new ServiceDatabase("inventory", InventoryPorts.MIGRATIONS));
  }

  @Override
  public List<ServiceDescriptor> contracts() {
    return List.of(
        InventoryServiceGrpc.getServiceDescriptor(),
        InventoryAuditServiceGrpc.getServiceDescriptor(),
        AuditServiceGrpc.getServiceDescriptor());
  }

  @Override
  public void declareMetrics(Meters meters) {
    InventoryMetrics _ = InventoryMetrics.on(meters);
  }

  @Override
  public InventoryServiceConfig settings() {
    return new InventoryServiceConfig();
  }

  @Override
  public Class<InventoryPorts> portsType() {
    return InventoryPorts.class;
  }

  @Override
  public InventoryPorts ports(InventoryServiceConfig settings) {
    return InventoryPorts.open(settings);
  }

  @Override
  public ServiceWiring wiring(InventoryServiceConfig settings, InventoryPorts ports) {
    Meters meters = settings.server().instrumentation().meters();
    return new InventoryWiring(
        settings, meters.isOn() ? ports.measured(InventoryMetrics.on(meters)) : ports);
  }
}
