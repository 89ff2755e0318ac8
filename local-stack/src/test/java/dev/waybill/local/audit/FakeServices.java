package dev.waybill.local.audit;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.ServiceChannels;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.audit.v1.Violation;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The services, scripted. The digest streams return one book, and a second look at single orders
 * another, as happens when orders change during an audit.
 */
public final class FakeServices implements AutoCloseable {
  public final FakeBook streamed = new FakeBook();
  FakeBook now = streamed;

  /** Runs each time an order is looked at again. */
  Runnable beforeLook = () -> {};

  /** What each service finds wrong with its own data. */
  final Map<ServiceDefinition<?, ?>, List<Violation>> ownViolations = new ConcurrentHashMap<>();

  private final List<Server> servers = new ArrayList<>();
  private final List<ManagedChannel> channels = new ArrayList<>();

  /** Everything that the services serve, for one server. */
  public List<BindableService> all() {
    return List.of(
        new FakeOrders(this),
        new FakeOrderAudit(this),
        new FakeInventoryAudit(this),
        new FakePayments(this),
        new FakePaymentAudit(this),
        new FakeAudit(List.of()));
  }

  ServiceChannels start() throws IOException {
    Map<ServiceDefinition<?, ?>, Channel> started = new HashMap<>();
    started.put(
        Services.ORDER, serve(Services.ORDER, new FakeOrders(this), new FakeOrderAudit(this)));
    started.put(Services.INVENTORY, serve(Services.INVENTORY, new FakeInventoryAudit(this)));
    started.put(
        Services.PAYMENT,
        serve(Services.PAYMENT, new FakePayments(this), new FakePaymentAudit(this)));
    for (ServiceDefinition<?, ?> service : Services.ALL) {
      if (!started.containsKey(service)) {
        started.put(service, serve(service));
      }
    }
    return service -> Objects.requireNonNull(started.get(service));
  }

  /** A channel to a service that does not exist. */
  ManagedChannel nowhere() {
    ManagedChannel channel = InProcessChannelBuilder.forName("nowhere").build();
    channels.add(channel);
    return channel;
  }

  private ManagedChannel serve(ServiceDefinition<?, ?> service, BindableService... services)
      throws IOException {
    String name = InProcessServerBuilder.generateName();
    InProcessServerBuilder server = InProcessServerBuilder.forName(name).directExecutor();
    Stream.of(services).forEach(server::addService);
    server.addService(new FakeAudit(ownViolations.getOrDefault(service, List.of())));
    servers.add(server.build().start());
    ManagedChannel channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    channels.add(channel);
    return channel;
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    servers.forEach(Server::shutdownNow);
  }
}
