package dev.waybill.local.audit;

import dev.waybill.proto.audit.v1.Violation;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The three services, scripted. The digest streams return one book, and a second look at single
 * orders another, as happens when orders change during an audit.
 */
public final class FakeServices implements AutoCloseable {
  public final FakeBook streamed = new FakeBook();
  FakeBook now = streamed;

  /** Runs each time an order is looked at again. */
  Runnable beforeLook = () -> {};

  /** What the services find wrong with their own data. */
  final List<Violation> ownViolations = new CopyOnWriteArrayList<>();

  private final List<Server> servers = new ArrayList<>();
  private final List<ManagedChannel> channels = new ArrayList<>();

  /** Everything that the three services serve, for one server. */
  public List<BindableService> all() {
    return List.of(
        new FakeOrders(this),
        new FakeOrderAudit(this),
        new FakeInventoryAudit(this),
        new FakePayments(this),
        new FakePaymentAudit(this));
  }

  AuditChannels start() throws IOException {
    return new AuditChannels(
        serve(new FakeOrders(this), new FakeOrderAudit(this)),
        serve(new FakeInventoryAudit(this)),
        serve(new FakePayments(this), new FakePaymentAudit(this)));
  }

  /** A channel to a service that does not exist. */
  ManagedChannel nowhere() {
    ManagedChannel channel = InProcessChannelBuilder.forName("nowhere").build();
    channels.add(channel);
    return channel;
  }

  private ManagedChannel serve(BindableService... services) throws IOException {
    String name = InProcessServerBuilder.generateName();
    InProcessServerBuilder server = InProcessServerBuilder.forName(name).directExecutor();
    Stream.of(services).forEach(server::addService);
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
