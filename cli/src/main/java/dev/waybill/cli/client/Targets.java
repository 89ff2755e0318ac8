package dev.waybill.cli.client;

import dev.waybill.common.channel.TargetConverter;
import dev.waybill.common.config.DurationConverter;
import dev.waybill.local.stack.Service;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the three services are and how long a call may take. A picocli mixin. */
public final class Targets {
  @Option(
      names = "--port-base",
      paramLabel = "PORT",
      defaultValue = "${env:WAYBILL_PORT_BASE:-50051}",
      converter = PortBaseConverter.class,
      description =
          "The services of a local ./waybill up: order on this port, inventory and payment on the"
              + " next two. Default: 50051. Environment: WAYBILL_PORT_BASE.")
  private int portBase = 50_051;

  @Option(
      names = "--order-target",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:WAYBILL_ORDER_TARGET:-" + Option.NULL_VALUE + "}",
      converter = TargetConverter.class,
      description =
          "The order service, when it is somewhere else. Environment: WAYBILL_ORDER_TARGET.")
  private @Nullable String orderTarget;

  @Option(
      names = "--inventory-target",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:WAYBILL_INVENTORY_TARGET:-" + Option.NULL_VALUE + "}",
      converter = TargetConverter.class,
      description =
          "The inventory service, when it is somewhere else. Environment:"
              + " WAYBILL_INVENTORY_TARGET.")
  private @Nullable String inventoryTarget;

  @Option(
      names = "--payment-target",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:WAYBILL_PAYMENT_TARGET:-" + Option.NULL_VALUE + "}",
      converter = TargetConverter.class,
      description =
          "The payment service, when it is somewhere else. Environment: WAYBILL_PAYMENT_TARGET.")
  private @Nullable String paymentTarget;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "The longest that one call may take, such as 500ms or 5s. Default: the limit that the"
              + " contract gives the method.")
  private @Nullable Duration timeout;

  /** Holds the defaults until picocli fills in the command line and the environment. */
  public Targets() {}

  /** The time limit of one call; null to use the limit of the contract. */
  public @Nullable Duration timeout() {
    return timeout;
  }

  /** Opens a connection to the service. It connects on first use. */
  public Connection open(Service service) {
    return Connection.open(service, address(service), timeout);
  }

  /** The address of the service, as host:port. */
  public String address(Service service) {
    String given =
        switch (service) {
          case ORDER -> orderTarget;
          case INVENTORY -> inventoryTarget;
          case PAYMENT -> paymentTarget;
        };
    return given == null ? "127.0.0.1:" + (portBase + service.portOffset()) : given;
  }
}
