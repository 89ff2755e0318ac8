package dev.waybill.common.server;

import dev.waybill.common.auth.AuthSettings;
import dev.waybill.common.auth.Authentication;
import dev.waybill.common.channel.NameCache;
import dev.waybill.common.config.DurationConverter;
import dev.waybill.common.config.FileConverter;
import dev.waybill.common.config.HostConverter;
import dev.waybill.common.config.LogLevel;
import dev.waybill.common.config.LogLevelConverter;
import dev.waybill.common.config.PortConverter;
import dev.waybill.common.config.PositiveDurationConverter;
import dev.waybill.common.config.PositiveNumberConverter;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.config.SwitchConverter;
import dev.waybill.common.telemetry.Instrumentation;
import dev.waybill.common.telemetry.TelemetrySettings;
import dev.waybill.common.tls.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The server's address, security, limits, log level and telemetry; a picocli mixin. */
public final class ServerSettings {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "The port to listen on; 0 for any free port.")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      converter = HostConverter.class,
      description = "The address to listen on; 0.0.0.0 for all addresses.")
  private String bind = "127.0.0.1";

  @Option(
      names = "--allow-plaintext",
      converter = SwitchConverter.class,
      description =
          "Listen without TLS on an address that other machines can reach, because something in"
              + " front ends TLS, or nobody else is on the network.")
  private boolean allowPlaintext;

  @Mixin private final TlsSettings tls = new TlsSettings();

  @Option(
      names = "--stop-delay",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How long a stopping service still serves while it reports NOT_SERVING, so that callers"
              + " and load balancers switch to other instances.")
  private Duration stopDelay = Duration.ofSeconds(5);

  @Option(
      names = "--drain-timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long calls in flight may take to end after that.")
  private Duration drainTimeout = Duration.ofSeconds(10);

  @Option(
      names = "--health-file",
      paramLabel = "FILE",
      converter = FileConverter.class,
      description = "A file to touch every 2 s while the service answers that it is healthy.")
  private @Nullable Path healthFile;

  @Option(
      names = "--max-message-bytes",
      paramLabel = "BYTES",
      converter = PositiveNumberConverter.class,
      description = "The largest message to accept.")
  private int maxMessageBytes = 64 * 1024;

  @Option(
      names = "--max-metadata-bytes",
      paramLabel = "BYTES",
      converter = PositiveNumberConverter.class,
      description = "The most metadata to accept with a call.")
  private int maxMetadataBytes = 16 * 1024;

  @Option(
      names = "--max-connection-calls",
      paramLabel = "COUNT",
      converter = PositiveNumberConverter.class,
      description = "The most calls in flight on one connection.")
  private int maxConnectionCalls = 1000;

  @Option(
      names = "--max-caller-streams",
      paramLabel = "COUNT",
      converter = PositiveNumberConverter.class,
      description = "The most streams that one host may have open.")
  private int maxCallerStreams = 256;

  @Option(
      names = "--max-connection-age",
      paramLabel = "TIME",
      converter = PositiveDurationConverter.class,
      description = "When to ask a client for a new connection, so that load rebalances.")
  private Duration maxConnectionAge = Duration.ofMinutes(30);

  @Option(
      names = "--name-cache",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How long the address of a host name is kept before the name is looked up again, in whole"
              + " seconds.")
  private Duration nameCache = NameCache.DEFAULT;

  @Mixin private final AuthSettings auth = new AuthSettings();

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      converter = LogLevelConverter.class,
      description = "What to log: OFF, ERROR, WARN, INFO, DEBUG or TRACE.")
  private LogLevel logLevel = LogLevel.INFO;

  @Mixin private final TelemetrySettings telemetry = new TelemetrySettings();

  /** The service that these settings belong to; a placeholder until picocli injects it. */
  @Spec(Spec.Target.MIXEE)
  private CommandSpec service = CommandSpec.create();

  /**
   * Creates the defaults.
   *
   * @param port the service's default port
   */
  public ServerSettings(int port) {
    this.port = port;
  }

  public int port() {
    return port;
  }

  public String bind() {
    return bind;
  }

  public boolean allowPlaintext() {
    return allowPlaintext;
  }

  /** The files for TLS, for the server and for the channels to other services. */
  public TlsSettings tls() {
    return tls;
  }

  public Duration stopDelay() {
    return stopDelay;
  }

  public Duration drainTimeout() {
    return drainTimeout;
  }

  public Optional<Path> healthFile() {
    return Optional.ofNullable(healthFile);
  }

  public int maxMessageBytes() {
    return maxMessageBytes;
  }

  public int maxMetadataBytes() {
    return maxMetadataBytes;
  }

  public int maxConnectionCalls() {
    return maxConnectionCalls;
  }

  public int maxCallerStreams() {
    return maxCallerStreams;
  }

  public Duration maxConnectionAge() {
    return maxConnectionAge;
  }

  /**
   * Returns how callers are authenticated.
   *
   * @throws StartupException if the file with the keys cannot be read
   */
  public Authentication authentication() {
    return auth.open();
  }

  public Duration nameCache() {
    return nameCache;
  }

  public LogLevel logLevel() {
    return logLevel;
  }

  /**
   * Returns what observes the server and the channels of the process.
   *
   * @throws StartupException if the metrics cannot be served
   */
  public Instrumentation instrumentation() {
    return telemetry.open(service.name());
  }

  /** Releases what the server and the channels of the process share. */
  void release() {
    tls.close();
    telemetry.close();
  }
}
