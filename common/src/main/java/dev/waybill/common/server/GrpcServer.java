package dev.waybill.common.server;

import dev.waybill.common.auth.Authentication;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.failure.Causes;
import dev.waybill.common.tls.ChannelSecurity;
import dev.waybill.common.tls.ClientCertificates;
import dev.waybill.common.tls.TlsSettings;
import io.grpc.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gRPC server of one service. */
public final class GrpcServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GrpcServer.class);

  /** How long calls may take to end after they were cancelled for not ending in time. */
  private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(2);

  private final AssembledServer assembled;
  private final Server server;
  private final ServerSettings settings;
  private final ServiceWiring wiring;
  private final HealthWatch health;
  private final Authentication authentication;

  private GrpcServer(
      AssembledServer assembled,
      ServerSettings settings,
      ServiceWiring wiring,
      HealthWatch health,
      Authentication authentication) {
    this.assembled = assembled;
    this.server = assembled.server();
    this.settings = settings;
    this.wiring = wiring;
    this.health = health;
    this.authentication = authentication;
  }

  /**
   * Starts to listen, starts the wiring's background work, and then reports itself healthy. The
   * server owns the wiring: it closes it when it is closed itself, and also when the start fails.
   * So it does with the watch over the files for TLS and over the keys of tokens, and with
   * telemetry.
   *
   * @throws StartupException if it cannot or must not listen on the address, a file for TLS cannot
   *     be used, or callers cannot be authenticated
   */
  public static GrpcServer start(ServerSettings settings, ServiceWiring wiring) {
    HealthWatch health = new HealthWatch(wiring);
    Authentication authentication = Authentication.none();
    try {
      authentication = settings.authentication();
      LOG.info("{}", authentication);
      AssembledServer assembled = ServerAssembly.build(settings, wiring, health, authentication);
      listen(assembled.server(), settings, authentication);
      GrpcServer started = new GrpcServer(assembled, settings, wiring, health, authentication);
      started.begin();
      return started;
    } catch (RuntimeException e) {
      wiring.close();
      settings.release();
      authentication.close();
      throw e;
    }
  }

  /** Returns the port that the server listens on, even if the setting was 0. */
  public int port() {
    return server.getPort();
  }

  /** Returns the address as "host:port". */
  public String address() {
    return hostAndPort(settings.bind(), port());
  }

  /**
   * Returns the address at which this process reaches its own server: loopback, unless the server
   * is bound to a particular address.
   */
  String ownTarget() {
    InetAddress bound = new InetSocketAddress(settings.bind(), 0).getAddress();
    boolean everyAddress = bound == null || bound.isAnyLocalAddress();
    return hostAndPort(everyAddress ? "127.0.0.1" : settings.bind(), port());
  }

  /** Returns how this process connects to its own server. */
  ChannelSecurity ownSecurity() {
    return settings.tls().channelToItself();
  }

  /**
   * Reports NOT_SERVING, and returns after the stop delay, which gives callers time to switch to
   * other instances. Until then all calls are served as before. An interrupt ends the wait.
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
   * Reports itself unhealthy, asks streams to end, takes no new calls, gives calls in flight the
   * drain time-out to end, and then stops the background work. Closing again does nothing.
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
    settings.release();
    authentication.close();
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
      // A stop is already in progress: hurry it, and keep the interrupt for the caller.
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Puts an IPv6 address in brackets, because it contains colons. */
  private static String hostAndPort(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static void listen(
      Server server, ServerSettings settings, Authentication authentication) {
    InetAddress address = new InetSocketAddress(settings.bind(), 0).getAddress();
    if (address == null) {
      throw new StartupException(
          "--bind: there is no address for the name \"%s\"".formatted(settings.bind()));
    }
    boolean isExposed = !address.isLoopbackAddress();
    if (isExposed && !settings.tls().secureServer() && !settings.allowPlaintext()) {
      throw new StartupException(
          "--bind: other machines can reach %s, and there is no TLS: set --tls-certificate,"
                  .formatted(settings.bind())
              + " --tls-key and --tls-trust, or --allow-plaintext if something in front ends TLS");
    }
    TlsSettings tls = settings.tls();
    boolean asksForNothing =
        authentication.admitsEverybody()
            && tls.secureServer()
            && tls.clientCertificates() == ClientCertificates.OPTIONAL;
    if (isExposed && asksForNothing) {
      throw new StartupException(
          "--tls-client-certificates: \"optional\" would admit everybody who can reach %s: set"
                  .formatted(settings.bind())
              + " \"required\", or --auth-jwks, --auth-issuer and --auth-audience");
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
