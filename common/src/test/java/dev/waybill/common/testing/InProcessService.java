package dev.waybill.common.testing;

import dev.waybill.common.rpc.StandardInterceptors;
import dev.waybill.common.server.ServiceWiring;
import dev.waybill.common.stream.OpenStreams;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A service behind the real interceptors but without a port, for tests of the gRPC layer. Keep it
 * in a field with {@code @AutoClose}.
 */
public final class InProcessService implements AutoCloseable {
  private static final int MOST_STREAMS = 100;

  private final ServiceWiring wiring;
  private final ExecutorService executor;
  private final OpenStreams streams;
  private final Server server;
  private final ManagedChannel channel;

  private InProcessService(
      ServiceWiring wiring,
      ExecutorService executor,
      OpenStreams streams,
      Server server,
      ManagedChannel channel) {
    this.wiring = wiring;
    this.executor = executor;
    this.streams = streams;
    this.server = server;
    this.channel = channel;
  }

  /** Starts a service and the wiring's background work. The wiring is closed with the service. */
  public static InProcessService start(ServiceWiring wiring) {
    String name = InProcessServerBuilder.generateName();
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    InProcessServerBuilder builder = InProcessServerBuilder.forName(name).executor(executor);
    OpenStreams streams = new OpenStreams(MOST_STREAMS);
    wiring
        .services()
        .forEach(
            service -> builder.addService(StandardInterceptors.server(streams.guard(service))));
    Server server = builder.build();
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    wiring.start();
    ManagedChannel channel =
        InProcessChannelBuilder.forName(name).intercept(StandardInterceptors.client()).build();
    return new InProcessService(wiring, executor, streams, server, channel);
  }

  /** Returns a channel to the service with the standard client interceptors. */
  public Channel channel() {
    return channel;
  }

  /** Asks the open streams to end, as a server does before it stops. */
  public void endStreams() {
    streams.end();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    executor.shutdown();
    try {
      // Handlers may still use what the wiring closes, and one that hangs must not hang the test.
      executor.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    wiring.close();
  }
}
