package dev.waybill.local.testing;

import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import java.io.IOException;
import java.util.stream.Stream;

/** A server on any free port, for commands that take a HOST:PORT. It can be restarted. */
public final class LoopbackServer implements AutoCloseable {
  private final BindableService[] services;
  private Server server;

  private LoopbackServer(BindableService[] services, Server server) {
    this.services = services;
    this.server = server;
  }

  public static LoopbackServer start(BindableService... services) throws IOException {
    return new LoopbackServer(services, startOn(0, services));
  }

  private static Server startOn(int port, BindableService... services) throws IOException {
    ServerBuilder<?> builder =
        Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create()).directExecutor();
    Stream.of(services).forEach(builder::addService);
    return builder.build().start();
  }

  /** Cuts all connections and listens again on the same port. */
  public void restart() throws IOException, InterruptedException {
    int port = server.getPort();
    server.shutdownNow().awaitTermination();
    server = startOn(port, services);
  }

  public String target() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
