package dev.waybill.cli.client;

import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import java.io.IOException;
import java.util.stream.Stream;

/** A server on any free port, for commands that take a HOST:PORT. */
final class LoopbackServer implements AutoCloseable {
  private final Server server;

  private LoopbackServer(Server server) {
    this.server = server;
  }

  static LoopbackServer start(BindableService... services) throws IOException {
    ServerBuilder<?> builder =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create()).directExecutor();
    Stream.of(services).forEach(builder::addService);
    return new LoopbackServer(builder.build().start());
  }

  String target() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
