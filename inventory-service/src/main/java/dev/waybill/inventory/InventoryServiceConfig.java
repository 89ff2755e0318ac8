package dev.waybill.inventory;

import dev.waybill.common.config.DurationConverter;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.server.ServiceConfig;
import dev.waybill.common.stream.StreamSettings;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import io.grpc.ServiceDescriptor;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The settings of the inventory service. */
@Command(
    name = "inventory-service",
    description = "Manages items, prices and stock, and reserves stock for orders.",
    sortOptions = false)
public final class InventoryServiceConfig implements ServiceConfig {
  static final int PORT = 50052;

  @Mixin private final ServerSettings server;
  @Mixin private final DatabaseSettings database;
  @Mixin private final StreamSettings streams = new StreamSettings();

  @Option(
      names = "--hold-time",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long stock is held for an order that is not committed.")
  private Duration holdTime = Duration.ofMinutes(15);

  @Option(
      names = "--expiry-interval",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How often to look for expired holds.")
  private Duration expiryInterval = Duration.ofSeconds(1);

  /** Starts from the defaults, which the command line and the environment override. */
  public InventoryServiceConfig() {
    this(new ServerSettings(PORT), new DatabaseSettings());
  }

  /** Settings given in code, as tests and the demo do; the rest keep their defaults. */
  public InventoryServiceConfig(ServerSettings server, DatabaseSettings database) {
    this.server = server;
    this.database = database;
  }

  @Override
  public ServerSettings server() {
    return server;
  }

  @Override
  public ServiceDescriptor contract() {
    return InventoryServiceGrpc.getServiceDescriptor();
  }

  public DatabaseSettings database() {
    return database;
  }

  public StreamSettings streams() {
    return streams;
  }

  public Duration holdTime() {
    return holdTime;
  }

  public Duration expiryInterval() {
    return expiryInterval;
  }

  /** Changes the times for holds and returns the settings. */
  public InventoryServiceConfig withHoldTimes(Duration newHoldTime, Duration newExpiryInterval) {
    holdTime = newHoldTime;
    expiryInterval = newExpiryInterval;
    return this;
  }
}
