package dev.waybill.template;

import dev.waybill.common.channel.TargetConverter; // shop-only
import dev.waybill.common.config.PositiveNumberConverter;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.server.ServiceConfig;
import dev.waybill.common.stream.StreamSettings;
import dev.waybill.proto.template.v1.TemplateServiceGrpc;
import io.grpc.ServiceDescriptor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The settings of template-service. */
@Command(
    name = "template-service",
    description = "Keeps samples: creates each once and closes it.",
    sortOptions = false)
public final class TemplateServiceConfig implements ServiceConfig {
  static final int PORT = 50054;

  @Mixin private final ServerSettings server = new ServerSettings(PORT);
  @Mixin private final DatabaseSettings database = new DatabaseSettings();
  @Mixin private final StreamSettings streams = new StreamSettings();

  @Option(
      names = "--watch-buffer",
      paramLabel = "COUNT",
      converter = PositiveNumberConverter.class,
      description = "The most events buffered for a slow watcher.")
  private int watchBuffer = 256;

  // shop-only: begin
  @Option(
      names = "--inventory-target",
      paramLabel = "HOST:PORT",
      converter = TargetConverter.class,
      description = "The address of inventory-service: HOST:PORT, or dns:///HOST:PORT.")
  private String inventoryTarget = "localhost:50052";

  // shop-only: end
  @Override
  public ServerSettings server() {
    return server;
  }

  @Override
  public ServiceDescriptor contract() {
    return TemplateServiceGrpc.getServiceDescriptor();
  }

  public DatabaseSettings database() {
    return database;
  }

  public StreamSettings streams() {
    return streams;
  }

  // shop-only: begin
  public String inventoryTarget() {
    return inventoryTarget;
  }

  // shop-only: end
  public int watchBuffer() {
    return watchBuffer;
  }
}
