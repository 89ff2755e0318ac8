package dev.waybill.common.server;

import dev.waybill.common.config.StartupException;
import io.grpc.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service on a port. */
public final class GrpcServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GrpcServer.class);

  /** For calls that were cancelled because they did not end in time. */
  private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(2);

  private final AssembledServer assembled;
  private final Server server;
  private final ServerSettings settings;
  private final ServiceWiring wiring;
  private final HealthWatch health;

  private GrpcServer(
      AssembledServer assembled,
      ServerSettings settings,
      ServiceWiring wiring,
      HealthWatch health) {
    this.assembled = assembled;
    this.server = assembled.server();
    this.settings = settings;
    this.wiring = wiring;
    this.health = health;
  }

  /**
   * Listens, then starts the wiring's background work, then reports itself healthy. The wiring is
   * the server's from here on: it is closed with it, and also when the start fails.
   *
   * @throws StartupException when the address cannot be listened on
   */
  public static GrpcServer start(ServerSettings settings, ServiceWiring wiring) {
    HealthWatch health = new HealthWatch(wiring);
    try {
      AssembledServer assembled = ServerAssembly.build(settings, wiring, health);
      listen(assembled.server(), settings);
      GrpcServer started = new GrpcServer(assembled, settings, wiring, health);
      started.begin();
      return started;
    } catch (RuntimeException e) {
      wiring.close();
      throw e;
    }
  }

  /** The port that the server listens on, also when any was asked for. */
  public int port() {
    return server.getPort();
  }

  /** The address as "host:port". */
  public String address() {
    return hostAndPort(settings.bind(), port());
  }

  /**
   * Where this process itself reaches the server: over loopback, unless bound to another address.
   */
  String ownTarget() {
    InetAddress bound = new InetSocketAddress(settings.bind(), 0).getAddress();
    boolean everyAddress = bound == null || bound.isAnyLocalAddress();
    return hostAndPort(everyAddress ? "127.0.0.1" : settings.bind(), port());
  }

  /**
   * Reports NOT_SERVING from here on, and returns when callers have had the stop delay to turn to
   * other instances; until then everything is served as before. An interrupt ends the wait.
   */
  void announceStop() {
    health.close();
    try {
      Thread.sleep(settings.stopDelay());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Stops being healthy, asks streams to end, takes no new calls, lets those in flight end within
   * the drain time-out, then ends the background work. Repeating it does nothing.
   */
  @Override
  public synchronized void close() {
    if (server.isTerminated()) {
      return;
    }
    health.close();
    assembled.endStreams();
    server.shutdown();
    if (!terminatesWithin(settings.drainTimeout())) {
      LOG.warn("calls were still in flight after {}; cancelled", settings.drainTimeout());
      server.shutdownNow();
      terminatesWithin(CANCEL_TIMEOUT);
    }
    wiring.close();
  }

  private void begin() {
    try {
      wiring.start();
      health.start();
    } catch (RuntimeException e) {
      health.close();
      server.shutdownNow();
      throw e;
    }
  }

  private boolean terminatesWithin(Duration time) {
    try {
      return server.awaitTermination(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      // Stopping is under way already: hurry it, and leave the mark for the caller.
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** An IPv6 address has colons of its own. */
  private static String hostAndPort(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static void listen(Server server, ServerSettings settings) {
    if (new InetSocketAddress(settings.bind(), 0).isUnresolved()) {
      throw new StartupException(
          "--bind: there is no address for the name \"%s\"".formatted(settings.bind()));
    }
    try {
      server.start();
    } catch (IOException e) {
      throw new StartupException(explain(e, settings), e);
    }
  }

  private static String explain(IOException failure, ServerSettings settings) {
    String cause = Causes.innermost(failure);
    if (cause.contains("in use")) {
      return "port %s on %s is in use; choose another with --port"
          .formatted(settings.port(), settings.bind());
    }
    return "cannot listen on %s:%s: %s".formatted(settings.bind(), settings.port(), cause);
  }
}
