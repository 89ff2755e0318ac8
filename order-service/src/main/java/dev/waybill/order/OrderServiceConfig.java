package dev.waybill.order;

import dev.waybill.common.channel.TargetConverter;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.server.ServiceConfig;
import dev.waybill.order.workflow.WorkflowSettings;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import io.grpc.ServiceDescriptor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The settings of order-service. */
@Command(
    name = "order-service",
    description = "Takes orders and completes, rejects or cancels each with inventory and payment.",
    sortOptions = false)
public final class OrderServiceConfig implements ServiceConfig {

  static final int PORT = 50051;

  @Mixin private final ServerSettings server = new ServerSettings(PORT);
  @Mixin private final DatabaseSettings database = new DatabaseSettings();
  @Mixin private final WorkflowOptions workflow = new WorkflowOptions();
  @Mixin private final WatchOptions watch = new WatchOptions();

  @Option(
      names = "--inventory-target",
      paramLabel = "HOST:PORT",
      converter = TargetConverter.class,
      description = "The address of inventory-service: HOST:PORT, or dns:///HOST:PORT.")
  private String inventoryTarget = "localhost:50052";

  @Option(
      names = "--payment-target",
      paramLabel = "HOST:PORT",
      converter = TargetConverter.class,
      description = "The address of payment-service: HOST:PORT, or dns:///HOST:PORT.")
  private String paymentTarget = "localhost:50053";

  @Override
  public ServerSettings server() {
    return server;
  }

  @Override
  public ServiceDescriptor contract() {
    return OrderServiceGrpc.getServiceDescriptor();
  }

  public DatabaseSettings database() {
    return database;
  }

  /** Throws StartupException if the times contradict each other. */
  public WorkflowSettings workflow() {
    return workflow.settings();
  }

  public WatchOptions watch() {
    return watch;
  }

  public String inventoryTarget() {
    return inventoryTarget;
  }

  public String paymentTarget() {
    return paymentTarget;
  }
}
