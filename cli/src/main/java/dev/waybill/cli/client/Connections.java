package dev.waybill.cli.client;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.ServiceChannels;
import dev.waybill.local.stack.Services;
import io.grpc.Channel;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Connections to all services. */
public final class Connections implements ServiceChannels, AutoCloseable {
  private final Map<ServiceDefinition<?, ?>, Connection> opened = new HashMap<>();

  private Connections() {}

  static Connections open(Function<ServiceDefinition<?, ?>, Connection> opener) {
    Connections all = new Connections();
    Services.ALL.forEach(service -> all.opened.put(service, opener.apply(service)));
    return all;
  }

  @Override
  public Channel to(ServiceDefinition<?, ?> service) {
    return of(service).channel();
  }

  /** The connection to one of the services. */
  public Connection of(ServiceDefinition<?, ?> service) {
    return Objects.requireNonNull(opened.get(service));
  }

  @Override
  public void close() {
    opened.values().forEach(Connection::close);
  }
}
