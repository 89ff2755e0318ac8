package dev.waybill.common.server;

import dev.waybill.common.config.DurationConverter;
import dev.waybill.common.config.PositiveNumberConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a service listens and what it puts up with; a picocli mixin. */
public final class ServerSettings {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "${env:WAYBILL_PORT}",
      converter = PortConverter.class,
      description = "The port to listen on; 0 for any free one.")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "${env:WAYBILL_BIND:-127.0.0.1}",
      description = "The address to listen on; 0.0.0.0 for every one.")
  private String bind = "127.0.0.1";

  @Option(
      names = "--drain-timeout",
      paramLabel = "TIME",
      defaultValue = "${env:WAYBILL_DRAIN_TIMEOUT:-10s}",
      converter = DurationConverter.class,
      description = "How long calls in flight may take to end when the service stops.")
  private Duration drainTimeout = Duration.ofSeconds(10);

  @Option(
      names = "--health-file",
      paramLabel = "FILE",
      defaultValue = "${env:WAYBILL_HEALTH_FILE}",
      description = "A file to touch every 2 s while the service answers that it is healthy.")
  private @Nullable Path healthFile;

  @Option(
      names = "--max-message-bytes",
      paramLabel = "BYTES",
      defaultValue = "${env:WAYBILL_MAX_MESSAGE_BYTES:-65536}",
      converter = PositiveNumberConverter.class,
      description = "The largest message to accept.")
  private int maxMessageBytes = 64 * 1024;

  @Option(
      names = "--max-metadata-bytes",
      paramLabel = "BYTES",
      defaultValue = "${env:WAYBILL_MAX_METADATA_BYTES:-16384}",
      converter = PositiveNumberConverter.class,
      description = "The most metadata to accept with a call.")
  private int maxMetadataBytes = 16 * 1024;

  @Option(
      names = "--max-connection-calls",
      paramLabel = "COUNT",
      defaultValue = "${env:WAYBILL_MAX_CONNECTION_CALLS:-1000}",
      converter = PositiveNumberConverter.class,
      description = "The most calls in flight on one connection.")
  private int maxConnectionCalls = 1000;

  @Option(
      names = "--max-caller-streams",
      paramLabel = "COUNT",
      defaultValue = "${env:WAYBILL_MAX_CALLER_STREAMS:-256}",
      converter = PositiveNumberConverter.class,
      description = "The most streams that one caller, a host, may have open.")
  private int maxCallerStreams = 256;

  @Option(
      names = "--max-connection-age",
      paramLabel = "TIME",
      defaultValue = "${env:WAYBILL_MAX_CONNECTION_AGE:-30m}",
      converter = DurationConverter.class,
      description = "When to ask a client for a new connection, so that load rebalances.")
  private Duration maxConnectionAge = Duration.ofMinutes(30);

  @Option(
      names = "--max-connection-age-grace",
      paramLabel = "TIME",
      defaultValue = "${env:WAYBILL_MAX_CONNECTION_AGE_GRACE:-1h}",
      converter = DurationConverter.class,
      description = "How long calls may go on after that; as long as the oldest stream may get.")
  private Duration maxConnectionAgeGrace = Duration.ofHours(1);

  /** The defaults, with the port that this service has unless told otherwise. */
  public ServerSettings(int port) {
    this.port = port;
  }

  public int port() {
    return port;
  }

  public String bind() {
    return bind;
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

  public Duration maxConnectionAgeGrace() {
    return maxConnectionAgeGrace;
  }
}
