package dev.waybill.common.server;

import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.sample.v1.SampleServiceGrpc;
import io.grpc.ServiceDescriptor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The settings of an ordinary service. */
@Command(description = "A service for tests.")
public final class SampleConfig implements ServiceConfig {
  @Mixin private final ServerSettings server = new ServerSettings(50_059);
  @Mixin private final DatabaseSettings database = new DatabaseSettings();

  @Override
  public ServerSettings server() {
    return server;
  }

  @Override
  public ServiceDescriptor contract() {
    return SampleServiceGrpc.getServiceDescriptor();
  }

  public DatabaseSettings database() {
    return database;
  }
}
