package dev.waybill.inventory;

import dev.waybill.common.audit.AuditGrpcService;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.common.stream.Heartbeats;
import dev.waybill.common.telemetry.CommonMetrics;
import dev.waybill.common.telemetry.Meters.Gauge;
import dev.waybill.inventory.audit.InventoryAuditGrpcService;
import dev.waybill.inventory.grpc.InventoryGrpcService;
import dev.waybill.inventory.workflow.HoldExpiry;
import dev.waybill.inventory.workflow.StockFeed;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import io.grpc.BindableService;
import java.util.List;

/** Wires the objects of the inventory service. */
public final class InventoryWiring implements ServiceWiring {
  private final InventoryPorts ports;
  private final HoldExpiry holdExpiry;
  private final StockFeed stockFeed;
  private final Gauge watchers;
  private final Heartbeats heartbeats;
  private final List<BindableService> services;

  public InventoryWiring(InventoryServiceConfig config, InventoryPorts ports) {
    this.ports = ports;
    this.holdExpiry = new HoldExpiry(ports.store(), config.expiryInterval());
    this.stockFeed = new StockFeed(ports.levels(), config.streams().watchInterval());
    this.heartbeats = config.streams().heartbeats(InventoryServiceGrpc.getWatchStockMethod());
    this.watchers =
        CommonMetrics.watchers(config.server().instrumentation().meters(), stockFeed::watchers);
    this.services =
        List.of(
            new InventoryGrpcService(ports.store(), stockFeed, heartbeats),
            new InventoryAuditGrpcService(ports.audit()),
            new AuditGrpcService(ports.audit()));
  }

  @Override
  public List<BindableService> services() {
    return services;
  }

  @Override
  public void start() {
    holdExpiry.start();
    stockFeed.start();
  }

  @Override
  public boolean isHealthy() {
    return ports.connections().isReachable();
  }

  @Override
  public void close() {
    watchers.close();
    heartbeats.close();
    stockFeed.close();
    holdExpiry.close();
    ports.close();
  }
}
