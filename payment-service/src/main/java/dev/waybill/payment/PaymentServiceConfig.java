package dev.waybill.payment;

import dev.waybill.common.config.DurationConverter;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.server.ServerSettings;
import dev.waybill.common.server.ServiceConfig;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import io.grpc.ServiceDescriptor;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The settings of the payment service. */
@Command(
    name = "payment-service",
    description = "Authorizes, captures and refunds the payments of orders, and keeps the ledger.",
    sortOptions = false)
public final class PaymentServiceConfig implements ServiceConfig {
  static final int PORT = 50053;

  @Mixin private final ServerSettings server;
  @Mixin private final DatabaseSettings database;

  @Option(
      names = "--processor-timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "The longest wait for an answer from the card processor.")
  private Duration processorTimeout = Duration.ofSeconds(1);

  /** Starts from the defaults, which the command line and the environment override. */
  public PaymentServiceConfig() {
    this(new ServerSettings(PORT), new DatabaseSettings());
  }

  /** Settings given in code, as tests and the demo do; the rest keep their defaults. */
  public PaymentServiceConfig(ServerSettings server, DatabaseSettings database) {
    this.server = server;
    this.database = database;
  }

  @Override
  public ServerSettings server() {
    return server;
  }

  @Override
  public ServiceDescriptor contract() {
    return PaymentServiceGrpc.getServiceDescriptor();
  }

  public DatabaseSettings database() {
    return database;
  }

  public Duration processorTimeout() {
    return processorTimeout;
  }

  public PaymentServiceConfig withProcessorTimeout(Duration timeout) {
    processorTimeout = timeout;
    return this;
  }
}
